"""An observation: the value of one cell of a series, with its status, as one release gave it."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

GONE = "gone"
"""The status of a cell that its source no longer gives. The value is null."""

KEYS = ("series", "place", "period", "dims")
"""What names a cell."""

MOST_CELLS = 20_000_000
LONGEST_CODE = 512
SERIES = re.compile(r"\w[\w.:/ -]{0,159}")
PLACE = re.compile(r"(?:\w[\w.:-]{0,31})?")
PERIOD = re.compile(
    r"(\d{4})(?:M(0[1-9]|1[0-2])(?:D(?:0[1-9]|[12]\d|3[01]))?|K[1-4]|V(?:0[1-9]|[1-4]\d|5[0-3])|T[1-3]|H[12]|-\d{4}|/\d{4})?"
)


class Frequency(StrEnum):
    """How long a period is."""

    YEAR = "year"
    HALF = "half"
    THIRD = "third"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    SPAN = "span"


_LETTERS = {
    "M": Frequency.MONTH,
    "K": Frequency.QUARTER,
    "V": Frequency.WEEK,
    "T": Frequency.THIRD,
    "H": Frequency.HALF,
    "-": Frequency.SPAN,
    "/": Frequency.SPAN,
}


@dataclass(frozen=True, slots=True)
class NewSeries:
    """What a person is told of a series. `decimals`: how many the source gives; None where it does not say."""

    code: str
    title: str = ""
    unit: str = ""
    decimals: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewSnapshot:
    """One fetch of one table of a source, as it came.

    `table` names the table for ever (`scb:AM0210A/ArbStatusM`); `content` its bytes. `published`: the day that the source says.
    `whole`: every cell that the table has was asked for, so that a cell that is not there has vanished; else absent cells are left
    as they were. `codelists`: dimension (or "place", "series") → code → label, where the source gives them.
    """

    table: str
    content: bytes
    accessed: datetime
    source: str = ""
    title: str = ""
    url: str = ""
    licence: str = ""
    producer: str = ""
    published: date | None = None
    next_update: date | None = None
    whole: bool = True
    series: Sequence[NewSeries] = ()
    codelists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def frequency_of(period: str) -> Frequency:
    """`2020` year, `2020M06` month, `2020K2` quarter, `2020V05` week, `2020M06D30` day, `2020-2022` and `2020/2021` a span.

    Raises ValueError: no such form.
    """
    if not PERIOD.fullmatch(period):
        raise ValueError(period)
    if "D" in period:
        return Frequency.DAY
    return _LETTERS[period[4]] if len(period) > 4 else Frequency.YEAR


def common_frequency(periods: Collection[str]) -> str:
    """The frequency that all the periods share; "mixed" where they do not."""
    found = {frequency_of(period) for period in periods}
    return found.pop().value if len(found) == 1 else "mixed"


def dimension_code(dimensions: Mapping[str, str]) -> str:
    """The canonical code of a cell's dimensions: JSON with the names in order, `{"kön":"1","ålder":"20-64"}`."""
    return json.dumps(dict(sorted(dimensions.items())), ensure_ascii=False, separators=(",", ":"))


def dimensions_of(code: str) -> dict[str, str]:
    """The dimensions that a canonical code stands for. Raises ValueError: no such code."""
    found = json.loads(code)
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()) or dimension_code(found) != code:
        raise ValueError(code)
    return found


def first_of(words: Collection[str], most: int = 5) -> str:
    """The first few, and how many more there are."""
    ordered = sorted(words)
    return ", ".join(word[:80] for word in ordered[:most]) + (f" (+{len(ordered) - most})" if len(ordered) > most else "")
