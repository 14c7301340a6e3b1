"""The rules' terms in words: what each number is, what a value says, and a change from what to what."""

from collections.abc import Mapping
from fractions import Fraction

from samhandling.coverage.rules.rulebook import Use, plain
from samhandling.coverage.rules.terms import Terms, changes_between, measure_of
from samhandling.ground.said import Said, same
from samhandling.web.about.rule_words import RULE_WORDS, USE_WORDS

NUMBERS: Mapping[str, Said] = {
    "aspect_without_effort": Said(
        "Andel delområden som ska ha en insats, i procent", "Share of aspects that should have an effort, per cent"
    ),
    "no_main": Said("Minst antal insatser med området som huvudinriktning", "Least number of efforts with this as their main focus area"),
    "one_owner": Said("Minst antal ägare", "Least number of owners"),
    "pre_studies_only": Said(
        "Andel förstudier som betyder att något saknas, i procent", "Share of pre-studies that means that something is missing, per cent"
    ),
    "few_left": Said("Minst antal insatser som fortsätter", "Least number of efforts that go on"),
    "one_financier": Said("Minst antal kända finansiärer", "Least number of known financiers"),
    "only_wide": Said("Minst antal insatser som nämner en kommun", "Least number of efforts that name a municipality"),
    "little_money": Said("Minsta del av medianen, i procent", "Least part of the median, per cent"),
    "no_indicator": Said("Minst antal indikatorer", "Least number of indicators"),
    "source_absent": Said(
        "Antal källor som saknas för att det ska räknas", "Number of absent sources that it takes for something to be missing"
    ),
    "months_left": Said("Så många månader framåt ser vi", "How many months ahead we look"),
    "max_unjudged": Said(
        "Så stor del av insatserna får sakna insatsområde innan läget inte går att bedöma, i procent",
        "How large a part of the efforts may lack a focus area before the status cannot be judged, per cent",
    ),
    "variation": Said(
        "Så mycket lägre och högre prövas varje gräns, i procent", "How much lower and higher each threshold is tried, per cent"
    ),
}
"""What a number is, as the label of its field: by the rule, or by its own name."""

GENERAL_NAMES: Mapping[str, Said] = {
    "months_left": Said("Framåt i tiden, månader", "Ahead in time, months"),
    "max_unjudged": Said("Insatser utan insatsområde", "Efforts without a focus area"),
    "variation": Said("Prövning av gränserna", "Trial of the thresholds"),
}
USE_LABEL = Said("Så används regeln", "How the rule is used")


def rule_of(field: str) -> str:
    """The rule that a field belongs to; "" for the general ones."""
    return field.rpartition(".")[0]


def label_of(field: str) -> Said:
    """The label of a field in the form, where its rule stands as a heading."""
    if field.endswith(".use"):
        return USE_LABEL
    return NUMBERS[rule_of(field) or field]


def name_of(field: str) -> Said:
    """A field by itself: "Ägare, användning", "Ägare, gräns". One of a rule that is no longer there is told as it stands."""
    rule = rule_of(field)
    if not rule:
        return GENERAL_NAMES.get(field, same(field))
    if rule not in RULE_WORDS:
        return same(field)
    name = RULE_WORDS[rule][0]
    part = Said("användning", "use") if field.endswith(".use") else Said("gräns", "threshold")
    return Said(f"{name.sv}, {part.sv}", f"{name.en}, {part.en}")


def value_said(field: str, text: str) -> Said:
    """A value for a reader: "räknas", "50 procent", "3"; nothing for an empty one."""
    if field.endswith(".use") and text in set(Use):
        word = USE_WORDS[Use(text)]
        return Said(word.sv.lower(), word.en.lower())
    try:
        number, measure = Fraction(text), measure_of(field)
    except (ValueError, KeyError, ZeroDivisionError):
        # A rule that was there once: told as it stood.
        return same(text)
    if measure.percent:
        percent = plain(number * 100)
        return Said(f"{percent.sv} procent", f"{percent.en} per cent")
    return plain(number)


def change_said(field: str, before: str, after: str) -> Said:
    """ "Ägare, gräns: 3, förut 2."."""
    name, old, new = name_of(field), value_said(field, before), value_said(field, after)
    return Said(f"{name.sv}: {new.sv}, förut {old.sv}.", f"{name.en}: {new.en}, before {old.en}.")


def changes_said(before: Terms, after: Terms) -> list[tuple[Said, Said, Said]]:
    """(what, before, after) of every field that differs."""
    pairs = changes_between(before, after)
    return [(name_of(field), value_said(field, old), value_said(field, new)) for field, (old, new) in pairs.items()]
