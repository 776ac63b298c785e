"""What a query asks for: words with their weight, numbers of documents, dates, places in a plan, exact phrases."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.linking.search import words
from generator.linking.search.index import Index


@dataclass
class Token:
    """A word of the query; `decoded` if it was raw Telex or VNI, `capitals` if it looks like an abbreviation, `coded`
    if it is part of a document's symbol."""

    text: str
    folded: str
    exact: str
    decoded: bool
    atom: int
    capitals: bool
    coded: bool = False
    weight: float = 1.0


@dataclass(frozen=True)
class Number:
    """The number of a document: tokens any of which may be meant, with their weights, and the codes typed after it."""

    any: tuple[tuple[str, float], ...]
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Query:
    """A query read; `marked` if it has any accent, `open` if its last word may still be typed."""

    text: str
    tokens: list[Token]
    dates: tuple[tuple[str, float], ...]
    markers: tuple[str, ...]
    phrases: tuple[tuple[words.Word, ...], ...]
    marked: bool
    open: bool
    numbers: list[Number] = field(default_factory=list)


def parse(index: Index, text: str) -> Query:
    atoms = words.atoms(text)
    read = words.dates(atoms)
    days = [token for token in read.tokens if re.search("^@[0-9]+/[0-9]+$|^@[0-9]{4}-", token)]
    tokens = _tokens(index, text, atoms, read.used if days else frozenset())
    marked = any(token.folded != token.exact for token in tokens)
    shouted = text == text.upper()
    for token in tokens:
        token.weight = words.telling(token.exact, marked)
        token.capitals = token.capitals and (not shouted or len(tokens) == 1)
    if all(token.weight < 1 for token in tokens):
        for token in tokens:
            token.weight = 1.0
    phrases = (words.split(phrase, index.language) for phrase in re.findall('["“”]([^"“”]+)["“”]', text))
    query = Query(
        text=text,
        tokens=tokens,
        dates=_dates(read.tokens, days),
        markers=tuple(token for token in words.markers_in(text) if index.has(token)),
        phrases=tuple(tuple(phrase) for phrase in phrases if phrase),
        marked=marked,
        open=not re.search(r"\s$", text),
    )
    query.numbers.extend(_numbers(index, text, atoms, tokens))
    return query


def _dates(tokens: tuple[str, ...], days: list[str]) -> tuple[tuple[str, float], ...]:
    whole = [token for token in tokens if token.count("/") == 2]
    if whole or days:
        return tuple((token, 1.0) for token in whole or days)
    months = [token for token in tokens if token.startswith("@m") and "/" in token]
    return (*((token, 1.0) for token in months), *((token, 0.8) for token in tokens if token not in months))


def _tokens(index: Index, text: str, atoms: Sequence[words.Atom], used: frozenset[int]) -> list[Token]:
    written = words.runs(unicodedata.normalize("NFC", text))
    tokens = []
    at = 0
    while at < len(atoms):
        if at in used:
            at += 1
            continue
        end, typed = at + 1, atoms[at].text
        while end < len(atoms) and atoms[end].glued:
            typed += atoms[end].text
            end += 1
        raw = None
        if end > at + 1 or not (atoms[at].digits or _known(index, words.key(typed)[0])):
            raw = words.decoded(typed)
        both = raw if raw is not None and index.has_exact(raw) else None
        if both is not None:
            at = end - 1
        word = typed if both is not None else atoms[at].text
        folded, exact = both or words.key(word)
        printed = written[at] if at < len(written) else ""
        capitals = len(printed) > 1 and printed == printed.upper() and printed != printed.lower()
        tokens.append(Token(word, folded, exact, both is not None, at, capitals))
        at += 1
    return tokens


def _known(index: Index, folded: str) -> bool:
    return index.has(folded) or index.has(words.singular(folded))


def _numbers(index: Index, text: str, atoms: Sequence[words.Atom], tokens: list[Token]) -> list[Number]:
    """Numbers of documents however they are typed: “93/2021”, “nd 93”, “NĐ93”, “nghi dinh so 93”, “03 CT TW”."""
    found = []
    folded = [token.folded for token in tokens]
    years: set[int] = set()
    for at, token in enumerate(tokens):
        if not re.fullmatch("[0-9]{1,4}", token.text) or at in years:
            continue
        number = int(token.text)
        code, start = words.type_before(folded, at) or ("", at)
        after, year = at + 1, ""
        if after < len(tokens) and words.is_year(atoms[tokens[after].atom]):
            gap = atoms[tokens[after].atom].gap
            if gap in ("/", "-") or re.match("[a-z]", folded[after + 1] if after + 1 < len(folded) else ""):
                year = tokens[after].text
                years.add(after)
                tokens[after].weight *= 0.3
                after += 1
        codes: list[str] = []
        while after < len(tokens) and re.fullmatch("[a-z]+", folded[after]) and len(codes) < 4:
            if folded[after] in words.TYPE_CODES and not codes:
                code = code or folded[after]
                tokens[after].weight *= 0.4
            elif index.has(f"#{number}:{folded[after]}"):
                tokens[after].weight *= 0.6
            else:
                break
            codes.append(folded[after])
            tokens[after].coded = True
            after += 1
        meant = [(same, 0.8 if n else 1.0) for n, same in enumerate(words.of_type(code, number))] if code else []
        meant += [(f"#{number}/{year}", 1.0)] if year else []
        meant.append((f"#{number}", 0.45 if code or year else 0.7))
        # The last number may still be typed: “chi thi 2” is on its way to 28, “93/20” to 93/2021.
        if at == len(tokens) - 1 and not re.search(r"\s$", text):
            if code:
                longer = index.starting_with(f"#{code}{number}", 8)
                meant += [(t, 0.5) for t in longer if t != f"#{code}{number}" and not re.search("[:/]", t)]
            before = tokens[at - 1].text if at else ""
            if atoms[token.atom].gap == "/" and re.fullmatch("[0-9]{1,4}", before) and len(token.text) < 4:
                meant += [(t, 0.9) for t in index.starting_with(f"#{int(before)}/{token.text}", 8)]
        if not any(index.has(t) for t, _ in meant):
            continue
        for named in tokens[start:at]:
            named.weight *= 0.35
            named.coded = True
        token.weight *= 0.3
        found.append(Number(tuple(meant), tuple(f"#{number}:{code}" for code in codes)))
    return found
