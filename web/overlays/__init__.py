"""Where staff enter local figures: at a prompt, or on a screen with a second person. What a figure changes is
`knowledge`'s.
"""

from web.overlays import changing, deciding, looking
from web.overlays.cli import overlay
from web.overlays.door import bp

__all__ = ["bp", "changing", "deciding", "looking", "overlay"]
