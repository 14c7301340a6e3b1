"""When: days as people write them, "2024", "Q3 2024", "mars 2025", read with the exactness that they were written with."""

from collections.abc import Mapping
from datetime import date

from samhandling.ground.counting import month_said
from samhandling.ground.periods import Precision
from samhandling.ground.said import Language, Said
from samhandling.plan.rules.dates import Day, read_day
from samhandling.plan.rules.form.texts import Around, Reading, Texts, one
from samhandling.plan.rules.plain import Plain
from samhandling.plan.rules.record import Kind

FURTHER_NOTICE = Said("tills vidare", "until further notice")


def when_texts(values: Plain, around: Around) -> Texts:
    """The fields of when; a standing commitment without an end goes on until further notice."""
    texts = {name: (day_text(values, name, around.language),) for name in ("start", "end", "decided")}
    if values["kind"] == Kind.STANDING and not values["end"]:
        texts["end"] = (FURTHER_NOTICE.in_(around.language),)
    return texts


def day_text(values: Mapping[str, str | None], name: str, language: Language) -> str:
    """A day as one would write it: "2024", "Q3 2024", "mars 2025", "2025-03-14"; empty where it is unknown."""
    text, precision = values[name], values.get(f"{name}_precision")
    if not text:
        return ""
    if precision == Precision.YEAR:
        return text[:4]
    if precision == Precision.QUARTER:
        return f"Q{(int(text[5:7]) + 2) // 3} {text[:4]}"
    return month_said(date.fromisoformat(text)).in_(language) if precision == Precision.MONTH else text


def read_start(texts: Texts, before: Plain, around: Around, into: Reading) -> None:
    """The first day."""
    _put(read_day_field(one(texts, "start"), "start", into), "start", into)


def read_decided(texts: Texts, before: Plain, around: Around, into: Reading) -> None:
    """The day of the decision."""
    _put(read_day_field(one(texts, "decided"), "decided", into), "decided", into)


def read_end(texts: Texts, before: Plain, around: Around, into: Reading) -> None:
    """The last day. Only a standing commitment goes on until further notice."""
    day = read_day_field(one(texts, "end"), "end", into, end=True)
    if day.open_ended and before["kind"] != Kind.STANDING:
        expected = Said("Bara ett ordinarie uppdrag pågår tills vidare.", "Only a standing commitment goes on until further notice.")
        way_out = Said(
            "Skriv när insatsen slutar, eller ändra först typen till ordinarie uppdrag under Vad och varför.",
            "Write when it ends, or first change the kind to standing commitment under What and why.",
        )
        into.wrong("end", one(texts, "end"), expected, way_out)
    _put(day, "end", into)


def read_day_field(text: str, field: str, into: Reading, *, end: bool = False) -> Day:
    """A day of a form. `end`: a month or a year stands for its last day."""
    return into.clear(read_day(text or None, end=end), field, text)


def _put(day: Day, name: str, into: Reading) -> None:
    into.values[name] = day.value.isoformat() if day.value else None
    into.values[f"{name}_precision"] = day.precision.value
