"""From pages to a site: MkDocs, the command line and the disk. The only stage that knows its engine."""
