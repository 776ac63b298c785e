"""In which language the command line speaks to the editor."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model.text import Language


def message_language() -> "Language":
    """Vietnamese, unless the PLAN_PORTAL_LANG variable or the locale says English."""
    for name in ("PLAN_PORTAL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").lower()
        if value.startswith("vi"):
            return "vi"
        if value.startswith("en"):
            return "en"
    return "vi"
