"""Where staff enter local figures: at a prompt. What a figure changes is `knowledge`'s."""

from web.overlays.cli import overlay

__all__ = ["overlay"]
