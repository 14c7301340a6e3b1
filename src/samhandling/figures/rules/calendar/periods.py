"""Periods as Swedish statistics writes them: from a label to its first and last day."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from samhandling.ground.counting import month_said
from samhandling.ground.faults import Refused, refusal
from samhandling.ground.periods import last_day_of, months_later
from samhandling.ground.said import Said, same

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "january"),
            ("februari", "february"),
            ("mars", "march"),
            ("april",),
            ("maj", "may"),
            ("juni", "june"),
            ("juli", "july"),
            ("augusti", "august"),
            ("september",),
            ("oktober", "october"),
            ("november",),
            ("december",),
        ),
        start=1,
    )
    for name in names
}
_NAMES = "|".join(_MONTHS)


@dataclass(frozen=True, slots=True)
class Span:
    """A period: its label as the source wrote it, its first and its last day."""

    label: str
    first: date
    last: date

    @property
    def moment(self) -> Fraction:
        """Where it begins on a line of years: 2020M07 is 2020 + 1/2. Two periods of one length are as far apart as they began."""
        return self.first.year + Fraction(self.first.month - 1, 12)

    @property
    def months(self) -> int:
        """Its length in whole months; 0 for a day or a week."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1 if self._is_whole else 0

    @property
    def _is_whole(self) -> bool:
        return self.first.day == 1 and self.last == last_day_of(self.last.year, self.last.month)

    def later(self, periods: int = 1) -> "Span":
        """The span of the same length so many periods later, labelled by its first day."""
        if not self.months:
            step = (self.last - self.first).days + 1
            first = date.fromordinal(self.first.toordinal() + step * periods)
            return Span(first.isoformat(), first, date.fromordinal(first.toordinal() + step - 1))
        first = months_later(self.first, self.months * periods)
        return _months(_label(first, self.months), first, self.months)


def _label(first: date, months: int) -> str:
    """A label that `span_of` reads as the same days."""
    if months == 1:
        return f"{first.year}M{first.month:02}"
    if months == 3:
        return f"{first.year}K{first.month // 3 + 1}"
    if months == 6:
        return f"{'Vårterminen' if first.month == 1 else 'Höstterminen'} {first.year}"
    if months == 12:
        return str(first.year) if first.month == 1 else f"Läsår {first.year}/{first.year + 1}"
    return f"{first.year}-{months_later(first, months - 1).year}"


def _months(label: str, first: date, months: int) -> Span:
    last = months_later(first, months - 1)
    return Span(label, first, last_day_of(last.year, last.month))


def _school_year(label: str, found: re.Match[str]) -> Span:
    first, second = int(found[1]), int(found[2]) if len(found[2]) == 4 else int(found[1][:2] + found[2])
    if second != first + 1:
        raise ValueError(label)
    return _months(label, date(first, 7, 1), 12)


def _years(label: str, found: re.Match[str]) -> Span:
    first, last = int(found[1]), int(found[2])
    if last < first:
        raise ValueError(label)
    return _months(label, date(first, 1, 1), 12 * (last - first + 1))


def _week(label: str, year: int, week: int) -> Span:
    return Span(label, date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7))


_FORMS: tuple[tuple[str, Callable[[str, re.Match[str]], Span]], ...] = (
    (r"(\d{4})", lambda label, at: _months(label, date(int(at[1]), 1, 1), 12)),
    (r"(\d{4})[m-](\d{2})", lambda label, at: _months(label, date(int(at[1]), int(at[2]), 1), 1)),
    (r"(\d{4})[- ]?[kq]([1-4])", lambda label, at: _months(label, date(int(at[1]), int(at[2]) * 3 - 2, 1), 3)),
    (r"([1-4]):[ae] kvartalet (\d{4})", lambda label, at: _months(label, date(int(at[2]), int(at[1]) * 3 - 2, 1), 3)),
    (r"(\d{4})[-–](\d{4})", _years),
    (r"läsår(?:et)? (\d{4})/(\d{2}|\d{4})", _school_year),
    (r"vårterminen (\d{4})", lambda label, at: _months(label, date(int(at[1]), 1, 1), 6)),
    (r"höstterminen (\d{4})", lambda label, at: _months(label, date(int(at[1]), 7, 1), 6)),
    (r"vecka (\d{1,2}) (\d{4})", lambda label, at: _week(label, int(at[2]), int(at[1]))),
    (r"(\d{4})v(\d{2})", lambda label, at: _week(label, int(at[1]), int(at[2]))),
    (rf"({_NAMES}) (\d{{4}})", lambda label, at: _months(label, date(int(at[2]), _MONTHS[at[1]], 1), 1)),
    (
        rf"(\d{{1,2}}) ({_NAMES}) (\d{{4}})",
        lambda label, at: Span(label, *[date(int(at[3]), _MONTHS[at[2]], int(at[1]))] * 2),
    ),
    (r"(\d{4})-(\d{2})-(\d{2})", lambda label, at: Span(label, *[date(int(at[1]), int(at[2]), int(at[3]))] * 2)),
)
_READ = tuple((re.compile(form), make) for form, make in _FORMS)


@lru_cache(maxsize=20_000)
def span_of(label: str) -> Span:
    """The days that a period's label stands for: 2020, 2020M07, 2020K3, 2020-2021, "Läsår 2025/2026", "Mars 2026", "Vecka 22 2026".

    A year of school runs from July to June, a spring term from January to June. Raises: Refused where the label is none of them.
    """
    text = " ".join(label.strip().casefold().split())
    for form, make in _READ:
        found = form.fullmatch(text)
        if found:
            try:
                return make(label.strip(), found)
            except ValueError:
                break
    raise refusal(
        label,
        Said("Det är ingen period som vi kan läsa.", "It is no period that we can read."),
        Said("Skriv till exempel 2024, 2024M07, 2024K3 eller 2024-2025.", "Write for example 2024, 2024M07, 2024K3 or 2024-2025."),
    )


def period_said(label: str) -> Said:
    """A period in running text: "juni 2020", "andra kvartalet 2026"; a year, and what cannot be read, as it stands."""
    try:
        span = span_of(label)
    except Refused:
        return same(label)
    if span.months == 1:
        return month_said(span.first)
    if span.months == 3:
        quarter = span.first.month // 3
        return Said(f"{_QUARTERS[quarter].sv} kvartalet {span.first.year}", f"the {_QUARTERS[quarter].en} quarter of {span.first.year}")
    return same(label)


def between_said(first: str, last: str) -> Said:
    """From one period to another in running text: "2000–2005", "januari 2020 till april 2026"."""
    start, end = period_said(first), period_said(last)
    if first == last:
        return start
    if first.isdigit() and last.isdigit():
        return same(f"{first}–{last}")
    return Said(f"{start.sv} till {end.sv}", f"{start.en} to {end.en}")


_QUARTERS = (Said("första", "first"), Said("andra", "second"), Said("tredje", "third"), Said("fjärde", "fourth"))
