"""The rules both sides of the search share: one file of facts about Vietnamese and weights, read and published."""

import json
from pathlib import Path
from typing import Any

RULES: dict[str, Any] = json.loads(Path(__file__).with_name("rules.json").read_text(encoding="utf-8"))
