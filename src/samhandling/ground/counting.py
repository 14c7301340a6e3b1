"""Numbers and days in running text, in Swedish and English."""

from datetime import date

from samhandling.ground.periods import Precision
from samhandling.ground.said import Said, same

_SV = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_EN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MONTHS_SV = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december")
_MONTHS_EN = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def in_letters(number: int, *, common: bool = True) -> Said:
    """A number to twelve in letters, above that in figures. `common`: "en" (insats), else "ett" (område)."""
    if not 0 <= number < len(_SV):
        return Said(str(number), str(number))
    return Said("en" if number == 1 and common else _SV[number], _EN[number])


def capital(said: Said) -> Said:
    """With a capital first, to open a sentence."""
    return Said(said.sv[:1].upper() + said.sv[1:], said.en[:1].upper() + said.en[1:])


def day_said(day: date) -> Said:
    """ "30 juni 2018", "30 June 2018"."""
    return Said(f"{day.day} {_MONTHS_SV[day.month - 1]} {day.year}", f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}")


def month_said(day: date) -> Said:
    """ "juni 2018", "June 2018"."""
    return Said(f"{_MONTHS_SV[day.month - 1]} {day.year}", f"{_MONTHS_EN[day.month - 1]} {day.year}")


def as_known_said(day: date, precision: Precision) -> Said:
    """A day as exactly as it is known: 15 september 2015, september 2015, tredje kvartalet 2015, 2015."""
    if precision is Precision.YEAR:
        return same(str(day.year))
    if precision is Precision.QUARTER:
        number = (day.month - 1) // 3
        return Said(f"{_QUARTERS_SV[number]} kvartalet {day.year}", f"the {_QUARTERS_EN[number]} quarter of {day.year}")
    return month_said(day) if precision is Precision.MONTH else day_said(day)


def when_said(day: date, precision: Precision) -> Said:
    """The same with its preposition: den 15 september 2015, i september 2015, under tredje kvartalet 2015, under 2015."""
    said = as_known_said(day, precision)
    sv, en = _PREPOSITIONS[precision]
    return Said(f"{sv} {said.sv}", f"{en} {said.en}")


_PREPOSITIONS = {
    Precision.DAY: ("den", "on"),
    Precision.MONTH: ("i", "in"),
    Precision.QUARTER: ("under", "in"),
    Precision.YEAR: ("under", "in"),
}
_QUARTERS_SV = ("första", "andra", "tredje", "fjärde")
_QUARTERS_EN = ("first", "second", "third", "fourth")


def listed(items: list[str]) -> Said:
    """ "a, b och c", "a, b and c"."""
    if len(items) < 2:
        return Said("".join(items), "".join(items))
    return Said(f"{', '.join(items[:-1])} och {items[-1]}", f"{', '.join(items[:-1])} and {items[-1]}")
