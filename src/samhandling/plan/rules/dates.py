"""Days as people write them: with the precision that they were given with."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from samhandling.files.tables import Cell
from samhandling.ground.periods import Precision, last_day_of
from samhandling.ground.said import Said
from samhandling.language.text import clean, fold
from samhandling.plan.rules.cells import Found, Unclear, text_of
from samhandling.plan.rules.manners import Order, day_in
from samhandling.plan.rules.vocabulary import alternatives, folded_set, vocabulary, word_set, words


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or the first (for an end: the last) day of the month, quarter or year that was given. `open_ended`: goes on until further notice."""

    value: date | None = None
    precision: Precision = Precision.DAY
    open_ended: bool = False


Reading = Found[Day]
NOTHING: Reading = Found(Day())

# Excel counts days from 1899-12-30; five digits are 1927 to 2173, so yymmdd (six digits) cannot be mistaken for one.
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(10_000, 73_416)
_YEARS = range(1900, 2101)
_YEARS_OF_EFFORTS = range(1950, 2101)
_CENTURY_TURN = 70
_LONGEST = 100

_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)
_YMD = re.compile(r"(\d{4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,2})")
_YYYYMMDD = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YYMMDD = re.compile(r"(\d{2})(-?)(\d{2})\2(\d{2})")
_DMY = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})")
_YM = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})")
_MY = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{4})")
_Y = re.compile(r"(\d{4})")


@cache
def _quarters() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Year and number, number and year: "2024 Q3", "kvartal 3 2024"."""
    word = rf"(?:{alternatives(words('dates', 'quarter'))})\.?"
    return re.compile(rf"(\d{{4}})\s*[-/ ]?\s*{word}\s*([1-4])"), re.compile(rf"{word}\s*([1-4])\s*[-/ ]?\s*(\d{{4}})")


@cache
def _months() -> dict[str, int]:
    return {name: int(number) for number, names in vocabulary("dates")["months"].items() for name in names}


@cache
def _named() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    month = rf"(?P<month>{alternatives(_months())})\.?"
    day = r"(?P<day>\d{1,2})(?::?[ae]|st|nd|rd|th|\.)?"
    return (
        re.compile(rf"{day}\s*[-/ ]?\s*{month}\s*[-/, ]?\s*(?P<year>\d{{4}})"),
        re.compile(rf"{month}\s*{day},?\s+(?P<year>\d{{4}})"),
        # "jan-24" is how Excel shows a month; "jan 24" may be a day without a year and is left unread.
        re.compile(
            rf"{month}\s*[-/, ]?\s*(?P<year>\d{{4}}|(?<=[-'])\d{{2}})|(?P<year2>\d{{4}})\s*[-/, ]?\s*(?P<month2>{alternatives(_months())})"
        ),
    )


@cache
def _lead_in() -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternatives(words('dates', 'lead_in'))})\s+")


def read_day(cell: Cell, *, end: bool = False, order: Order | None = None) -> Reading:
    """A cell of a date column; `end`: a month or a year stands for its last day.

    Read: real dates, Excel's serial numbers without a date format, ISO with or without a time, yyyymmdd, yymmdd as text or number
    (70-99 is the 1900s), 12.5.2015 and 31/12 2020 (day before month), 14 okt 2015, sept 2015, 2015-09, Q3 2015, a year.
    Where the column's `order` has been told, digits are read so and in no other way: 03/04/12, 120403.
    A season, a day that does not exist and text that is no date are left unknown, with a doubt.
    """
    if cell is None:
        return NOTHING
    if isinstance(cell, datetime):
        return Found(Day(cell.date()))
    if isinstance(cell, date):
        return Found(Day(cell))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _read_number(cell, end, order)
    return _read_text(text_of(cell), end, order)


@lru_cache(maxsize=65536)
def _read_number(number: float, end: bool, order: Order | None) -> Reading:
    if number != number or abs(number) >= 1e9:
        return _unreadable(str(number))
    whole = int(number)
    if whole in _SERIALS:
        return Found(Day(_EXCEL_EPOCH + timedelta(days=whole)))
    if whole != number or whole < 0:
        return _unreadable(text_of(number))
    # A number has lost the zero that it began with.
    is_short, is_long = 73_416 <= whole < 100_000, order is not None and 1_000_000 <= whole < 10_000_000
    return _read_text(str(whole).zfill(6 if is_short else 8 if is_long else 0), end, order)


@lru_cache(maxsize=65536)
def _read_text(raw: str, end: bool, order: Order | None) -> Reading:
    text = clean(raw)
    lowered = text.casefold()
    if lowered in word_set("dates", "unknown"):
        return NOTHING
    if lowered in word_set("dates", "open_ended"):
        return Found(Day(open_ended=end))
    if len(text) > _LONGEST:
        return _unreadable(f"{text[:_LONGEST]}…")
    bare = _TIME.sub("", _lead_in().sub("", lowered)).strip()
    try:
        if order and (told := day_in(bare, order)):
            return _day(*told)
        return _by_name(bare, end) or _by_quarter(bare, end) or _by_digits(bare, end) or _no_day(text)
    except _NoSuchDayError as missing:
        return _impossible(text, missing)


class _NoSuchDayError(Exception):
    def __init__(self, year: int, month: int) -> None:
        self.year, self.month = year, month


def _day(year: int, month: int, day: int) -> Reading:
    if year not in _YEARS or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        raise _NoSuchDayError(year, month)
    return Found(Day(date(year, month, day)))


def _month(year: int, month: int, end: bool) -> Reading:
    if year not in _YEARS or not 1 <= month <= 12:
        raise _NoSuchDayError(year, month)
    return Found(Day(last_day_of(year, month) if end else date(year, month, 1), Precision.MONTH))


def _year(year: int, end: bool) -> Reading:
    if year not in _YEARS:
        raise _NoSuchDayError(year, 0)
    return Found(Day(last_day_of(year) if end else date(year, 1, 1), Precision.YEAR))


def _quarter(year: int, number: int, end: bool) -> Reading:
    if year not in _YEARS:
        raise _NoSuchDayError(year, 0)
    return Found(Day(last_day_of(year, number * 3) if end else date(year, number * 3 - 2, 1), Precision.QUARTER))


def _by_quarter(text: str, end: bool) -> Reading | None:
    year_first, number_first = _quarters()
    if found := year_first.fullmatch(text):
        return _quarter(int(found[1]), int(found[2]), end)
    found = number_first.fullmatch(text)
    return _quarter(int(found[2]), int(found[1]), end) if found else None


def _by_name(text: str, end: bool) -> Reading | None:
    if text[:1].isdigit() and text[-1:].isdigit() and not any(letter.isalpha() for letter in text):
        return None
    day_first, month_first, month_only = _named()
    for pattern in (day_first, month_first):
        if found := pattern.fullmatch(text):
            return _day(int(found["year"]), _months()[found["month"]], int(found["day"]))
    if found := month_only.fullmatch(text):
        year = int(found["year"] or found["year2"])
        return _month(year + 2000 if year < 100 else year, _months()[found["month"] or found["month2"]], end)
    return None


def _by_digits(text: str, end: bool) -> Reading | None:
    for pattern in (_YMD, _YYYYMMDD):
        if found := pattern.fullmatch(text):
            year, month, day = (int(part) for part in found.groups())
            return _day(year, month, day)
    if found := _DMY.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        return _day(year, day, month) if month > 12 and day <= 12 else _day(year, month, day)
    if found := _YYMMDD.fullmatch(text):
        return _short(text, int(found[1]), int(found[3]), int(found[4]), end=end)
    if found := _YM.fullmatch(text):
        return _month(int(found[1]), int(found[2]), end)
    if found := _MY.fullmatch(text):
        return _month(int(found[2]), int(found[1]), end)
    found = _Y.fullmatch(text)
    return _year(int(found[1]), end) if found else None


def _short(text: str, yy: int, month: int, day: int, *, end: bool) -> Reading:
    """Six digits: yymmdd; yyyymm where only that gives a date; where both do, yymmdd as a suggestion."""
    year = yy + (1900 if yy >= _CENTURY_TURN else 2000)
    as_month = int(text[:4]) in _YEARS_OF_EFFORTS and 1 <= int(text[4:]) <= 12 if len(text) == 6 else False
    is_day = 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    if as_month and not is_day:
        return _month(int(text[:4]), int(text[4:]), end)
    found = _day(year, month, day)
    return Found(found.value, _unsure(text, year, month, day)) if as_month else found


def _unsure(text: str, year: int, month: int, day: int) -> Unclear:
    said = Said(
        f'"{text}" kan vara {date(year, month, day).isoformat()} eller {text[:4]}-{text[4:]}. Vi skriver det första som förslag.',
        f'"{text}" may be {date(year, month, day).isoformat()} or {text[:4]}-{text[4:]}. We write the first as a suggestion.',
    )
    return Unclear("date_ambiguous", said, ("suggested", "other"))


def _no_day(text: str) -> Reading:
    if folded_set("dates", "season") & set(fold(text).split()):
        said = Said(
            f'Datumet står som "{text}". Det är ingen bestämd dag, så vi lämnar den okänd.',
            f'The date is written "{text}". It is no particular day, so we leave it unknown.',
        )
        return Found(Day(), Unclear("date_season", said, ("unknown", "date")))
    return _unreadable(text)


def _unreadable(text: str) -> Reading:
    said = Said(
        f'"{text}" går inte att läsa som ett datum. Vi lämnar dagen okänd.',
        f'"{text}" cannot be read as a date. We leave the day unknown.',
    )
    return Found(Day(), Unclear("date_unreadable", said, ("unknown", "date")))


def _impossible(text: str, missing: _NoSuchDayError) -> Reading:
    why_sv, why_en = "någon sådan dag finns inte", "there is no such day"
    if missing.year not in _YEARS:
        why_sv, why_en = f"året ska vara {_YEARS[0]}-{_YEARS[-1]}", f"the year has to be {_YEARS[0]}-{_YEARS[-1]}"
    elif 1 <= missing.month <= 12:
        days, names = monthrange(missing.year, missing.month)[1], vocabulary("dates")["months"][str(missing.month)]
        of_year = f" {missing.year}" if missing.month == 2 else ""
        english = next((name for name in names[1:] if len(name) > 3), names[0]).capitalize()
        why_sv, why_en = f"{names[0]}{of_year} har {days} dagar", f"{english}{of_year} has {days} days"
    said = Said(
        f'"{text}" är inget datum ({why_sv}). Vi lämnar dagen okänd.',
        f'"{text}" is no date ({why_en}). We leave the day unknown.',
    )
    return Found(Day(), Unclear("date_impossible", said, ("unknown", "date")))


@cache
def _precision_note() -> re.Pattern[str]:
    return re.compile(rf"\b{vocabulary('dates')['precision_note']}\s*:\s*(\w+)", re.IGNORECASE)


def precision_told(note: str) -> Precision | None:
    """The precision that a note tells of the row's dates ("Datumprecision: månad")."""
    found = _precision_note().search(note)
    if found is None:
        return None
    told = fold(found[1])
    return next((Precision(name) for name, listed in vocabulary("dates")["precision"].items() if told in listed), None)
