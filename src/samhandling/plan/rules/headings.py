"""Headings: which field a column is, by its words; labels by which a mapping and a fault can point at a column."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from samhandling.files.tables import Cell
from samhandling.language.text import clean, fold
from samhandling.plan.rules.cells import text_of
from samhandling.plan.rules.record import MoneyKind
from samhandling.plan.rules.vocabulary import vocabulary

OWN = "own"
LEFT_OUT = "left_out"
MONEY_FIELDS = frozenset(kind.value for kind in MoneyKind)
UNIT_FACTORS = {"kr": 1, "tkr": 1000, "mnkr": 1_000_000}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that is understood: its field, and the unit that it ends in ("" where none)."""

    field: str
    unit: str = ""


@cache
def fields() -> tuple[str, ...]:
    """Every field that a column can be, in reading order."""
    return tuple(vocabulary("headings")["fields"])


@cache
def _field_of() -> dict[str, str]:
    return {fold(word): field for field, words in vocabulary("headings")["fields"].items() for word in words}


@cache
def _units() -> tuple[tuple[str, str], ...]:
    pairs = [(fold(word), unit) for unit, words in vocabulary("headings")["units"].items() for word in words]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def understood() -> tuple[str, ...]:
    """The first two wordings of each field, to tell a reader what a heading may be."""
    return tuple(word for words in vocabulary("headings")["fields"].values() for word in words[:2])


def heading_of(text: str) -> Heading | None:
    """What a heading means; `None` where it is not understood. The unit it ends in is taken off first."""
    folded = fold(text)
    bare, unit = _without_unit(folded)
    for words in (folded, bare):
        if field := _field_of().get(words):
            return Heading(field, unit if field in MONEY_FIELDS else "")
    return None


def _without_unit(folded: str) -> tuple[str, str]:
    for word, unit in _units():
        if folded.endswith(" " + word):
            return folded[: -len(word) - 1], unit
    return folded, ""


def column_letter(index: int) -> str:
    """0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def labels(cells: Sequence[Cell], width: int) -> tuple[str, ...]:
    """A label a column, unique: its heading, with the column's letter where that is empty or stands more than once."""
    texts = [clean(text_of(cells[index])) if index < len(cells) else "" for index in range(width)]
    return tuple(
        text if text and texts.count(text) == 1 else f"{text} (kolumn {column_letter(index)})".strip() for index, text in enumerate(texts)
    )
