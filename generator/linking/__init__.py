"""From the model to one `Portal` in which every question of a page has its answer."""

from generator.linking.portal import Portal, link

__all__ = ["Portal", "link"]
