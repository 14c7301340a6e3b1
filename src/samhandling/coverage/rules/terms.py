"""The rules' terms: every number and switch that a strategist may change, as flat texts; read, compared and put into a rulebook.

A term is a field ("few_left.threshold", "few_left.use", "months_left") and a canonical text: a use's word, or an exact number ("2", "1/2").
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from samhandling.coverage.rules.conditions import CONDITIONS
from samhandling.coverage.rules.rulebook import Rulebook, Use
from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said

Terms = Mapping[str, str]
"""Field → canonical text; every field of a rulebook, or some of them."""

LONGEST = 20
"""Characters of a number that somebody writes."""

GENERAL = ("months_left", "max_unjudged", "variation")
"""Terms that belong to no single rule."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How a number is written and how far it may go. `percent`: written as per cent, kept as a part of 1. `whole`: no decimals."""

    least: int
    most: int
    percent: bool = False

    @property
    def expected(self) -> Said:
        """What may stand there."""
        if self.percent:
            return Said(f"Procent, från {self.least} till {self.most}.", f"Per cent, from {self.least} to {self.most}.")
        return Said(f"Ett helt tal, från {self.least} till {self.most}.", f"A whole number, from {self.least} to {self.most}.")


COUNT, PART, MONTHS, ANY_PART, VARIATION = (
    Measure(1, 100),
    Measure(1, 100, percent=True),
    Measure(1, 120),
    Measure(0, 100, percent=True),
    Measure(1, 90, percent=True),
)


def measure_of(field: str) -> Measure:
    """How the number of a field is written. Raises KeyError for a field that is no number."""
    general = {"months_left": MONTHS, "max_unjudged": ANY_PART, "variation": VARIATION}
    if field in general:
        return general[field]
    rule, _, part = field.rpartition(".")
    if part != "threshold":
        raise KeyError(field)
    return PART if CONDITIONS[rule].part or rule == "little_money" else COUNT


def terms_of(book: Rulebook) -> dict[str, str]:
    """Every term of a rulebook, in its order."""
    found = {name: str(number) for name, number in zip(GENERAL, (book.months_left, book.max_unjudged, book.variation), strict=True)}
    for rule in book.rules:
        found[f"{rule.id}.use"] = rule.use.value
        found[f"{rule.id}.threshold"] = str(rule.threshold)
    return found


def with_terms(book: Rulebook, terms: Terms, version: str) -> Rulebook:
    """The rulebook with these terms and a version of their own; its sentences stay.

    A rule that the terms do not know is off: what a later release brings changes no picture until somebody switches it on. A term of a
    rule that the rulebook does not know is left out.
    """
    rules = tuple(
        replace(rule, use=Use(terms.get(f"{rule.id}.use", Use.OFF)), threshold=Fraction(terms.get(f"{rule.id}.threshold", rule.threshold)))
        for rule in book.rules
    )
    return replace(
        book,
        version=version,
        months_left=int(terms["months_left"]),
        max_unjudged=Fraction(terms["max_unjudged"]),
        variation=Fraction(terms["variation"]),
        rules=rules,
    )


def standing_on(book: Rulebook, earlier: Rulebook) -> Rulebook:
    """A rulebook with the rules of an earlier one that it has left out, last: what a strategy is counted by does not go by itself."""
    known = {rule.id for rule in book.rules}
    return replace(book, rules=(*book.rules, *(rule for rule in earlier.rules if rule.id not in known)))


def offered_terms(mine: Terms, before: Terms, now: Terms) -> dict[str, str]:
    """What the product has changed since somebody took a stand on its rules, put into the terms of a strategy.

    `mine`: the strategy's terms; `before`, `now`: the product's, as they were and are. Where the strategy has a value of its own it stays.
    A rule that the product has left out is offered switched off.
    """
    found = dict(mine)
    for field, (old, new) in changes_between(before, now).items():
        if old and mine.get(field, old) != old:
            continue
        if new:
            found[field] = new
        elif field.endswith(".use"):
            found[field] = Use.OFF.value
    return found


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody wrote, read: canonical terms, and every fault at its field."""

    terms: dict[str, str]
    faults: tuple[Fault, ...]


def read_terms(texts: Iterable[tuple[str, str]], now: Terms) -> Reading:
    """Read fields as they are written, over the terms of now, which have every field there is. All faults at once, none raised.

    Numbers may have a decimal comma, spaces and a per cent sign. A field that there is none of, that stands twice with different values,
    a number that cannot be read or is out of range, and rules of which none counts any more are faults.
    """
    terms, faults, seen = dict(now), [], dict[str, str]()
    for field, text in texts:
        if field not in now:
            faults.append(_no_such(field, now))
            continue
        if seen.setdefault(field, text.strip()) != text.strip():
            faults.append(_twice(field, seen[field], text))
            continue
        read = _use(field, text) if field.endswith(".use") else _number(field, text)
        if isinstance(read, Fault):
            faults.append(read)
        else:
            terms[field] = read
    return Reading(terms, (*faults, *_none_counts(terms)))


def changes_between(before: Terms, after: Terms) -> dict[str, tuple[str, str]]:
    """Every field that differs → (before, after). A field that one of them lacks stands as ""."""
    names = dict.fromkeys([*after, *before])
    return {name: (before.get(name, ""), after.get(name, "")) for name in names if before.get(name, "") != after.get(name, "")}


def written(field: str, text: str) -> str:
    """A term as one writes it: per cent for a part, a decimal comma."""
    if field.endswith(".use") or not text:
        return text
    number = Fraction(text) * (100 if measure_of(field).percent else 1)
    shown = str(number) if number.denominator == 1 else f"{float(number):.6f}".rstrip("0").rstrip(".")
    return shown.replace(".", ",")


def _use(field: str, text: str) -> str | Fault:
    word = text.strip()
    if word in set(Use):
        return word
    expected = Said("Reglerna räknas, visas som anmärkning eller används inte.", "Rules count, are shown as a note or are not used.")
    return Fault(Location(column=field), text[:LONGEST], expected, Said("Välj ett av de tre.", "Choose one of the three."))


def _number(field: str, text: str) -> str | Fault:
    measure = measure_of(field)
    plain = "".join(text.split()).removesuffix("%").replace(",", ".").replace("\N{MINUS SIGN}", "-")
    way_out = Said(
        *(f"{word} {50 if measure.percent else max(measure.least, 2)}." for word in ("Skriv till exempel", "Write for instance"))
    )
    wrong = Fault(Location(column=field), text[:LONGEST], measure.expected, way_out)
    if not plain or len(plain) > LONGEST or not set(plain) <= set("0123456789.-"):
        return wrong
    try:
        number = Fraction(plain)
    except ValueError:
        return wrong
    # "0,5" for half would be half a per cent: whoever writes it is asked instead.
    is_doubtful = 0 < number < 1 if measure.percent else number.denominator != 1
    if is_doubtful or not measure.least <= number <= measure.most:
        return wrong
    return str(number / 100 if measure.percent else number)


def _none_counts(terms: Terms) -> list[Fault]:
    """Without a rule that counts, nothing could be partly missing."""
    uses = [field for field in terms if field.endswith(".use")]
    if any(terms[field] == Use.REASON for field in uses):
        return []
    expected = Said(
        "Minst en regel ska räknas. Annars kan inget område visas som Saknas delvis.",
        "At least one rule must count. Otherwise no focus area can be shown as Partly missing.",
    )
    return [Fault(Location(column=uses[0]), "", expected, Said("Låt en regel räknas.", "Let one rule count."))]


def _no_such(field: str, now: Terms) -> Fault:
    listed = ", ".join(now)
    return Fault(
        Location(column=field),
        field,
        Said(f"Ett av fälten {listed}.", f"One of the fields {listed}."),
        Said("Rätta namnet.", "Mend the name."),
    )


def _twice(field: str, first: str, second: str) -> Fault:
    expected = Said("Ett värde, inte två olika.", "One value, not two different ones.")
    return Fault(
        Location(column=field), f"{first[:LONGEST]}, {second[:LONGEST]}", expected, Said("Ta bort det ena.", "Remove one of them.")
    )
