"""The calendar's words in Vietnamese: numbers, months, quarters, weekdays and how often something comes back."""

_UNITS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9,
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

NUMBER = (
    r"(?:\d{1,3}|(?:(?:hai|ba|bốn|năm|sáu|bảy|tám|chín) mươi|mười)(?: (?:một|hai|ba|bốn|tư|lăm|năm|sáu|bảy|tám|chín))?"
    r"|một|hai|ba|bốn|năm|sáu|bảy|tám|chín)"
)
"""A number in figures or words up to 99, as drafting prints it before a unit of time: “05”, “mười lăm”."""

YEAR = r"(?:19|20|21)\d\d(?!\d)"

# The first and the twelfth month have names (giêng, chạp) of the lunar calendar: no day of ours follows from them.
MONTH = r"(?:0?[1-9](?!\d)|1[0-2](?!\d)|mười một|mười hai|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)"
QUARTER = r"(?:iv|iii|ii|i|0?[1-4]|một|hai|ba|bốn|tư|nhất|nhì)(?![\w])"


def number(words: str) -> int:
    """A number in figures or words.

    >>> number("05"), number("mười lăm"), number("hai mươi"), number("ba mươi mốt".replace("mốt", "một"))
    (5, 15, 20, 31)
    """
    if words.isdecimal():
        return int(words)
    *tens, last = words.split()
    if not tens:
        return 10 if last == "mười" else _UNITS[last]
    if last == "mươi":
        return 10 * _UNITS[tens[0]]
    return (10 if tens[0] == "mười" else 10 * _UNITS[tens[0]]) + _UNITS[last]


def quarter(words: str) -> int:
    """A quarter in Roman or Arabic figures or in words.

    >>> quarter("iii"), quarter("2"), quarter("tư")
    (3, 2, 4)
    """
    if words in _ROMAN:
        return _ROMAN[words]
    return {"nhất": 1, "nhì": 2}.get(words) or number(words)


WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7](?!\d))|chủ nhật)"
_WEEKDAYS = {
    "hai": "MO", "2": "MO", "ba": "TU", "3": "TU", "tư": "WE", "4": "WE", "năm": "TH", "5": "TH", "sáu": "FR",
    "6": "FR", "bảy": "SA", "7": "SA", "nhật": "SU",
}  # fmt: skip


def weekday(words: str) -> str:
    """A weekday by its two letters of RFC 5545.

    >>> weekday("thứ sáu"), weekday("thứ 2"), weekday("chủ nhật")
    ('FR', 'MO', 'SU')
    """
    return _WEEKDAYS[words.rsplit(" ", 1)[1]]


def frequency(every: int, unit: str) -> str:
    """A recurrence rule of RFC 5545 from a number of units; twelve months are a year, seven days a week.

    >>> frequency(6, "tháng"), frequency(12, "tháng"), frequency(1, "quý"), frequency(2, "năm")
    ('FREQ=MONTHLY;INTERVAL=6', 'FREQ=YEARLY', 'FREQ=MONTHLY;INTERVAL=3', 'FREQ=YEARLY;INTERVAL=2')
    """
    name, size = {
        "ngày": ("DAILY", 1), "tuần": ("WEEKLY", 1), "tháng": ("MONTHLY", 1), "quý": ("MONTHLY", 3),
        "quí": ("MONTHLY", 3), "năm": ("YEARLY", 1),
    }[unit]  # fmt: skip
    every *= size
    if name == "MONTHLY" and every % 12 == 0:
        name, every = "YEARLY", every // 12
    elif name == "DAILY" and every % 7 == 0:
        name, every = "WEEKLY", every // 7
    return f"FREQ={name}" + (f";INTERVAL={every}" if every > 1 else "")
