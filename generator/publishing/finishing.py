"""What completes a site once every page is written: the copy to take along, and the manifest."""

from collections.abc import Sequence
from pathlib import Path

from generator.publishing.fresh import FreshSite, source_revision
from generator.publishing.kept import Options
from generator.publishing.manifest import Manifest
from generator.publishing.offline import add_offline_copy


def finished(site: FreshSite, sources: Sequence[Path], options: Options) -> Manifest:
    """The manifest of a site that is whole now; `sources` are the folders it was made of."""
    source = source_revision(sources)
    if not options.offline:
        add_offline_copy(site, source=source, day=options.day)
    return site.finish(source=source, day=options.day)
