"""Addresses never die: every address and fragment of an earlier site on the next one, and the list that keeps them."""

import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator.linking import link
from generator.loading import load_portal
from generator.loading.locked import lock_text, read_lock
from generator.model.addresses import PublishedAddress
from generator.pages import permanence_of, text_files_of
from generator.publishing.build import build_site
from generator.publishing.cli import main
from tests.conftest import COMMUNE, ROOT, Site, office, served

LOCK = "data/addresses.lock"
PLAN = "data/plans/2026"


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--root", str(folder), "--lang", "en"])


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, (file, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# The invented plan: a unit of every fate.

M3 = """\
id: m3
kind: section
marker: C.
order: 4
text:
  vi: TỔ CHỨC THỰC HIỆN
items:
- id: m3-a
  kind: bullet
  marker: "-"
  text:
    vi: Phòng Nội vụ tổng hợp, báo cáo kết quả thực hiện kế hoạch trước ngày 20/12/2026 theo quy định.
  deadlines:
  - id: han-2
    kind: required-output
    words: trước ngày 20/12/2026
    precision: day
    date: 2026-12-20
- id: m3-b
  kind: bullet
  marker: "-"
  text:
    vi: Các thôn, bản tuyên truyền kế hoạch này tới từng hộ gia đình trong quý II năm 2026.
- id: m3-c
  kind: bullet
  marker: "-"
  text:
    vi: Công chức tư pháp rà soát thủ tục hành chính và niêm yết công khai tại trụ sở Ủy ban nhân dân xã.
"""
BODY = """\
- id: ban-thon
  name: {vi: Ban quản lý thôn Mẫu}
  level: grassroots
  kind: state
"""
TERM = """\
terms:
- {id: so-hoa, vi: số hóa, en: digitisation, category: concept}
- {id: mot-cua, vi: một cửa, en: one-stop shop, category: concept}
"""
