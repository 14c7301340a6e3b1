"""A form that changes the rules: what it opens with, what was sent, what two have changed at once, and what it would do to the picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samhandling.coverage.in_force import RulesNow, RulesRow
from samhandling.coverage.queries import CoverageQuestion
from samhandling.coverage.rule_effect import RuleEffect, effect_of_terms
from samhandling.coverage.rules.rulebook import Use
from samhandling.coverage.rules.sentences import STATUS_WORDS
from samhandling.coverage.rules.terms import GENERAL, Terms, measure_of, terms_of, written
from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Language, Said
from samhandling.strategy.queries import FocusAreaView
from samhandling.web.about.rule_words import RULE_WORDS, USE_WORDS, explained
from samhandling.web.about.term_words import label_of, name_of, value_said
from samhandling.web.office.forms import Field, Shown, shown, typed
from samhandling.web.request import Asked, Request

REASON = Field(
    "reason",
    Said("Varför ändras reglerna?", "Why are the rules changed?"),
    Said("Skälet står för alla på sidan Så räknar vi.", "The reason stands for everyone on the page How we count."),
    kind="long",
)


@dataclass(frozen=True, slots=True)
class RuleFields:
    """One rule in the form: its heading, what it wants today, its fields."""

    key: str
    name: Said
    wants: Said
    fields: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two have changed differently."""

    field: str
    name: Said
    before: Said
    theirs: Said
    mine: Said


@dataclass(frozen=True, slots=True)
class Merged:
    """What was sent, put together with what others decided meanwhile. `texts`: every field as it is to be read."""

    texts: dict[str, str]
    clashes: tuple[Clash, ...]
    since: tuple[RulesRow, ...]


def texts_of(terms: Terms) -> dict[str, str]:
    """Every term as the form writes it."""
    return {field: written(field, text) for field, text in terms.items()}


def sent(request: Request, opened: Terms) -> dict[str, str]:
    """Every field as it was sent; one that was not is as the form opened with it."""
    before = texts_of(opened)
    return {field: typed(request, field) if field in request.POST else before[field] for field in opened}


def merged(texts: Mapping[str, str], opened: RulesRow, now: RulesNow) -> Merged:
    """Three ways: what the form opened with, what stands now, what was sent. Whoever changed a field alone has it; both differently: a clash."""
    before, theirs = texts_of(terms_of(opened.book)), texts_of(terms_of(now.latest.book))
    since = tuple(row for row in now.versions if row.number > opened.number)
    found, clashes = dict(texts), []
    for field, mine in texts.items():
        if _same(mine, before[field]):
            found[field] = theirs[field]
        elif not _same(theirs[field], before[field]) and not _same(mine, theirs[field]):
            clashes.append(Clash(field, name_of(field), *(_said(field, text) for text in (before[field], theirs[field], mine))))
    return Merged(found, tuple(clashes), since)


def _same(one: str, other: str) -> bool:
    return one.replace(" ", "").removesuffix("%").replace(".", ",") == other


def _said(field: str, text: str) -> Said:
    """What stands in a field, for a reader."""
    if field.endswith(".use"):
        return value_said(field, text) if text in set(Use) else Said(text, text)
    return Said(f"{text} procent", f"{text} per cent") if measure_of(field).percent else Said(text, text)


def general_fields(texts: Mapping[str, str], faults: Sequence[Fault]) -> list[Shown]:
    """The numbers that belong to no single rule."""
    return shown([Field(name, label_of(name)) for name in GENERAL], texts, {}, faults)


def rule_fields(row: RulesRow, texts: Mapping[str, str], faults: Sequence[Fault], language: Language) -> list[RuleFields]:
    """Every rule with its two fields."""
    uses = tuple((use.value, word.in_(language)) for use, word in USE_WORDS.items())
    found = []
    for rule in row.book.rules:
        use, threshold = f"{rule.id}.use", f"{rule.id}.threshold"
        fields = (Field(use, label_of(use), kind="choice"), Field(threshold, label_of(threshold)))
        every = shown(fields, texts, {use: uses}, faults)
        found.append(RuleFields(rule.id, RULE_WORDS[rule.id][0], explained(rule, row.book).wants, tuple(every)))
    return found


def named(faults: Sequence[Fault]) -> list[Fault]:
    """The faults for the summary above the form, where nothing else says which field they are of."""
    return [_named(fault) for fault in faults]


def _named(fault: Fault) -> Fault:
    field = fault.location.column
    if not field or field == REASON.name:
        return fault
    name = name_of(field)
    expected = Said(f"{name.sv}: {_small(fault.expected.sv)}", f"{name.en}: {_small(fault.expected.en)}")
    return Fault(Location(column=field), fault.read, expected, fault.way_out)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


@dataclass(frozen=True, slots=True)
class MovedArea:
    """A focus area whose status becomes another."""

    view: FocusAreaView
    before: Said
    after: Said
    before_mark: str
    after_mark: str


def moved_areas(effect: RuleEffect, asked: Asked) -> list[MovedArea]:
    """With names and words."""
    views = {area.code: area for area in asked.strategy.focus_areas}
    return [
        MovedArea(views[one.focus_area], STATUS_WORDS[one.before], STATUS_WORDS[one.after], one.before.value, one.after.value)
        for one in effect.moved
    ]


def effect_for(request: Request, asked: Asked, terms: Terms) -> RuleEffect:
    """What the terms would make of the picture that the page is about: today's, where the address names no day."""
    question = CoverageQuestion(asked.strategy.code, asked.on, asked.place, asked.known_on)
    return effect_of_terms(question, terms, seen_by=request.viewer)
