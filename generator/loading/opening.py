"""The next revision written into plan.yml as an editor would: two places of the text, everything else as it stands."""

import re

from generator.loading.declared import parts_of, text_of
from generator.loading.frozen import plain
from generator.loading.records import read_record
from generator.loading.tree import Mapping, Sequence, read_tree
from generator.model.plans import PlanHead, Revision


class HeadFormUnread(Exception):
    """The revisions of plan.yml are not written one key a line, so nothing can be added by position."""


def opened(raw: bytes, file: str, fingerprint: str, opening: Revision) -> bytes:
    """plan.yml with the fingerprint in its newest revision and a further one after it; comments and all else stay.

    What comes out is read again, and refused unless it says exactly that.
    """
    before = _head(raw, file)
    root, _ = read_tree(raw, file)
    listed = root.values.get("revisions") if isinstance(root, Mapping) else None
    if before is None or not isinstance(root, Mapping) or not isinstance(listed, Sequence):
        raise HeadFormUnread(file)
    newest = parts_of(root, "revisions")[-1]
    id_ = text_of(newest, "id")
    lines = plain(raw).decode("utf-8").split("\n")
    prefix = lines[newest.at.line - 1][: newest.at.column - 1]
    if id_ is None or not isinstance(newest, Mapping) or not re.fullmatch(r" *- +", prefix):
        raise HeadFormUnread(file)
    indent = " " * len(prefix)
    end = _end(lines, [at.line for at in root.keys.values() if at.line > newest.at.line], len(prefix))
    entry = [f"{prefix}id: {opening.id}", f"{indent}kind: {opening.kind}"]
    written = lines[:end] + entry + lines[end:]
    written.insert(id_.at.line, f"{indent}fingerprint: {fingerprint}")
    text = "\n".join(written) if end < len(lines) else "\n".join(written) + "\n"
    result = as_it_was_written(raw, text)
    frozen = before.revisions[-1].model_copy(update={"fingerprint": fingerprint})
    wanted = before.model_copy(update={"revisions": (*before.revisions[:-1], frozen, opening)})
    if _head(result, file) != wanted:
        raise HeadFormUnread(file)
    return result


def _end(lines: list[str], below: list[int], indent: int) -> int:
    """After how many lines the list ends; comments and blank lines before the next key are that key's."""
    end = min(below) - 1 if below else len(lines)
    while end and (not lines[end - 1].strip() or _is_comment(lines[end - 1], indent)):
        end -= 1
    return end


def _is_comment(line: str, indent: int) -> bool:
    text = line.lstrip(" ")
    return text.startswith("#") and len(line) - len(text) < indent


def as_it_was_written(raw: bytes, text: str) -> bytes:
    """The text with the line endings and the byte order mark of the file."""
    crlf = raw.count(b"\r\n") * 2 > raw.count(b"\n")
    written = (text.replace("\n", "\r\n") if crlf else text).encode()
    return b"\xef\xbb\xbf" + written if raw.startswith(b"\xef\xbb\xbf") else written


def _head(raw: bytes, file: str) -> PlanHead | None:
    root, problems = read_tree(raw, file)
    return None if root is None or problems else read_record(PlanHead, root)[0]
