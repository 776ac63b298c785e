"""The floor under any build: a process that writes the files of a site, with the same bytes, and nothing else."""

import sys
import time
from pathlib import Path


def main() -> None:
    """Read a site into memory, write it elsewhere, and print the processor seconds of the writing alone."""
    site, out = map(Path, sys.argv[1:])
    files = [(path.relative_to(site), path.read_bytes()) for path in site.rglob("*") if path.is_file()]
    began = time.process_time()
    folders = set()
    for name, content in files:
        place = out / name
        if place.parent not in folders:
            place.parent.mkdir(parents=True, exist_ok=True)
            folders.add(place.parent)
        place.write_bytes(content)
    print(time.process_time() - began)


if __name__ == "__main__":
    main()
