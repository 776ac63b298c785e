"""What completes a site once every page is written: the copy to take along, and the manifest."""

from collections.abc import Sequence
from pathlib import Path

from generator.linking.portal import Portal
from generator.pages.open_data.downloads import OFFLINE_COPY, offers_offline_copy
from generator.publishing.fresh import NewSite, source_revision
from generator.publishing.kept import Options
from generator.publishing.manifest import MANIFEST, Manifest
from generator.publishing.offline import add_offline_copy, data_page


def finished(site: NewSite, sources: Sequence[Path], options: Options) -> Manifest:
    """The manifest of a site that is whole now; `sources` are the folders it was made of."""
    source = source_revision(sources)
    if not options.offline:
        add_offline_copy(site, source=source, day=options.day)
    return site.finish(source=source, day=options.day)


def made_last(portal: Portal) -> frozenset[str]:
    """The files of a site that follow from all its others."""
    if not offers_offline_copy(portal):
        return frozenset((MANIFEST,))
    return frozenset((MANIFEST, OFFLINE_COPY, *map(data_page, portal.settings.languages)))
