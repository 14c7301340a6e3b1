"""What a table of the open data consists of: columns that are told in both languages, and rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samhandling.ground.said import Said


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `kind` is a type of Frictionless Table Schema: string, integer, number, boolean, date, datetime."""

    name: str
    kind: str
    said: Said


@dataclass(frozen=True, slots=True)
class Layout:
    """A table without its rows. `key`: how many of the first columns tell a row from every other."""

    name: str
    said: Said
    tells: Said
    key: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A table with its rows; each row a value for each column: text, int, bool or None."""

    layout: Layout
    rows: Sequence[Sequence[Any]]


def text_column(name: str, sv: str, en: str) -> Column:
    """A text."""
    return Column(name, "string", Said(sv, en))


def whole_column(name: str, sv: str, en: str) -> Column:
    """A whole number."""
    return Column(name, "integer", Said(sv, en))


def number_column(name: str, sv: str, en: str) -> Column:
    """An exact number."""
    return Column(name, "number", Said(sv, en))


def day_column(name: str, sv: str, en: str) -> Column:
    """A day."""
    return Column(name, "date", Said(sv, en))
