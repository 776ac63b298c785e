"""How much the portal reads, so that no file can make it slow, large or silent; docs/reliability.md states the same."""

MAX_BYTES = 2_000_000
"""Bytes of one file of `data/` or `content/`."""

MAX_LINE = 20_000
"""Characters of one line."""

MAX_DEPTH = 24
"""Levels of one YAML file, and of the lists and quotations of a page."""

MAX_PROBLEMS = 500
"""Problems of the form of one file; after that many it is read no further."""

MAX_FILES = 2_000
"""Files of `data/` and `content/` together."""

MAX_BRACKETS = 2_000
"""Opening brackets of a hand-written page; the engine takes their number squared."""

MAX_WORKBOOK = 20_000_000
"""Bytes of a workbook that is merged."""

MAX_UNPACKED = 200_000_000
"""Bytes of a workbook's files when unpacked."""

MAX_CELLS = 500_000
"""Cells of a workbook's sheet, empty ones among them."""
