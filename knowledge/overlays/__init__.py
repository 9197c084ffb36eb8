"""What staff fill in: dated local figures laid over the pack, which itself never changes.

Must not know rows, requests or the clock: statements come as plain data, and the day is a parameter.
"""

from knowledge.overlays.laying import check, lay, with_overlay
from knowledge.overlays.merged import Merged
from knowledge.overlays.statement import Overlay, OverlayError, read

__all__ = ["Merged", "Overlay", "OverlayError", "check", "lay", "read", "with_overlay"]
