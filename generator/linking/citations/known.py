"""What texts were found to cite, as it is kept for another process: by what was known when they were read, and by text.

In JSON, never as objects: what is kept may be read by anyone, and runs nothing.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from generator.linking.citations.citation import Citation

Found = Mapping[str, tuple[Citation, ...]]
"""The citations of texts, each by its `digest`."""


def digest(*texts: str) -> str:
    """A digest of texts, the same only for the same."""
    parts = [text.encode("utf-8", "surrogatepass") for text in texts]
    lengths = ",".join(str(len(part)) for part in parts)
    return hashlib.blake2b(lengths.encode() + b":" + b"".join(parts), digest_size=16).hexdigest()


@cache
def _adapter() -> TypeAdapter[dict[str, dict[str, tuple[Citation, ...]]]]:
    return TypeAdapter(dict[str, dict[str, tuple[Citation, ...]]])


def kept_tree(found: Mapping[str, Found]) -> object:
    """What finders found, each by its `CitationFinder.registers`, as a tree of JSON."""
    whole = {registers: dict(texts) for registers, texts in found.items()}
    return _adapter().dump_python(whole, mode="json", exclude_defaults=True)


def known_from(tree: Any) -> Mapping[str, Found]:
    """What such a tree tells; nothing where it is anything else."""
    try:
        return _adapter().validate_python(tree)
    except ValidationError:
        return {}
