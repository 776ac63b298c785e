"""The live preview: a saved file is on screen at once, and what is wrong in it stands above the last good site."""

from generator.publishing.preview.following import Preview
from generator.publishing.preview.server import PreviewServer

__all__ = ["Preview", "PreviewServer"]
