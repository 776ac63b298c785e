"""The product's own words (messages, site strings), kept as flat YAML beside the code that says them."""

from collections.abc import Mapping
from pathlib import Path

import yaml

# BaseLoader: every value stays text, as in the data. The one in C, where PyYAML was built with it, is much faster.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_words(path: Path) -> Mapping[str, str]:
    """A flat file of `key: text`; nested keys are joined by dots."""
    flat: dict[str, str] = {}

    def flatten(prefix: str, tree: object) -> None:
        if isinstance(tree, dict):
            for key, value in tree.items():
                flatten(f"{prefix}.{key}" if prefix else str(key), value)
        else:
            flat[prefix] = str(tree)

    flatten("", yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER))  # noqa: S506
    return flat
