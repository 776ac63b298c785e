"""The live preview: a saved file is on screen at once, and what is wrong in it stands above the last good site."""

from generator.publishing.preview.command import serve

__all__ = ["serve"]
