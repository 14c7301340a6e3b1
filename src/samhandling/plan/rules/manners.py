"""The manner in which a column, or a whole file, is written, where a person has told it: its decimal mark, or the order of a day's parts."""

import re
from enum import StrEnum

from samhandling.plan.rules.headings import MONEY_FIELDS

DAY_FIELDS = frozenset({"start", "end", "decided", "not_before", "not_after"})
_CENTURY_TURN = 70


class Mark(StrEnum):
    """What stands before the decimals; the other of the two separates thousands."""

    COMMA = "comma"
    POINT = "point"


class Order(StrEnum):
    """In which order a day in digits is written. One that begins with a year of four digits is read as such whatever the order."""

    YEAR_FIRST = "year_first"
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


ALL_AMOUNTS, ALL_DAYS = "*amounts", "*days"
WHOLE_FILE: dict[str, type[StrEnum]] = {ALL_AMOUNTS: Mark, ALL_DAYS: Order}
"""What stands instead of a heading where a manner is told of every column of its sort; a column that is told of by itself has its own."""


def throughout(field: str) -> str:
    """What stands instead of the heading of a column of this field; "" where its field has no manner."""
    return ALL_AMOUNTS if field in MONEY_FIELDS else ALL_DAYS if field in DAY_FIELDS else ""


def manners_of(field: str) -> tuple[str, ...]:
    """What can be chosen for a column of this field."""
    chosen: type[StrEnum] | None = Mark if field in MONEY_FIELDS else Order if field in DAY_FIELDS else None
    return tuple(one.value for one in chosen) if chosen else ()


_BETWEEN = r"\s*[-/. ]\s*"
_YEAR_LAST = re.compile(rf"(\d{{1,2}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{4}}|\d{{2}})|(\d{{2}})(\d{{2}})(\d{{4}}|\d{{2}})")
_SHORT_YEAR_FIRST = re.compile(rf"(\d{{2}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{1,2}})")


def day_in(text: str, order: Order) -> tuple[int, int, int] | None:
    """(year, month, day) of digits in an order, the day perhaps one that does not exist; `None` where the order says nothing of the text.

    A year of two digits is 1970 to 2069. Eight digits whose last four are no year of ours begin with their year.
    """
    found = (_SHORT_YEAR_FIRST if order is Order.YEAR_FIRST else _YEAR_LAST).fullmatch(text)
    if found is None:
        return None
    first, second, third = (part for part in found.groups() if part is not None)
    if order is Order.YEAR_FIRST:
        return _year(first), int(second), int(third)
    if len(third) == 4 and not 1900 <= int(third) <= 2100:
        return None
    day, month = (int(first), int(second)) if order is Order.DAY_FIRST else (int(second), int(first))
    return _year(third), month, day


def _year(digits: str) -> int:
    number = int(digits)
    return number if len(digits) == 4 else number + (1900 if number >= _CENTURY_TURN else 2000)


def digits_in(number: str, mark: Mark) -> str | None:
    """A number with its decimals after a point and nothing between its thousands; `None` where it is not written in that manner."""
    decimal, other = (",", ".") if mark is Mark.COMMA else (".", ",")
    grouped = rf"(\d+|\d{{1,3}}(?P<between>[ '’{re.escape(other)}])\d{{3}}(?:(?P=between)\d{{3}})*)(?:{re.escape(decimal)}(?P<part>\d+))?"
    found = re.fullmatch(grouped, number)
    if found is None:
        return None
    whole = re.sub(r"\D", "", found[1])
    return f"{whole}.{found['part']}" if found["part"] else whole
