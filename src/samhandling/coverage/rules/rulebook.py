"""The rules as data: thresholds, which rules count, and their sentences. Read from `coverage/rules.toml` or a region's own copy."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.money import to_ore
from samhandling.ground.said import Said


class Use(StrEnum):
    """What a rule that fires does: counts against "covered", is shown as a note, or nothing."""

    REASON = "reason"
    NOTE = "note"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `sentences` by number: "zero", "one", "other", each in both languages with {value}, {scale}, {months}."""

    id: str
    use: Use
    threshold: Fraction
    sentences: Mapping[str, Said]

    def say(self, value: int | Fraction, scale: int | Fraction, months: int) -> Said:
        """The sentence for these numbers."""
        form = "zero" if value == 0 else "one" if value == 1 else "other"
        said = self.sentences.get(form, self.sentences["other"])
        numbers = {"value": plain(value), "scale": plain(scale), "months": plain(months)}
        return Said(
            said.sv.format(**{name: number.sv for name, number in numbers.items()}),
            said.en.format(**{name: number.en for name, number in numbers.items()}),
        )


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules of a picture, and the version that it names."""

    version: str
    months_left: int
    max_unjudged: Fraction
    variation: Fraction
    rules: tuple[Rule, ...]

    def rule(self, key: str) -> Rule:
        """The rule with this id. Raises KeyError."""
        return {rule.id: rule for rule in self.rules}[key]

    def uses(self, key: str) -> bool:
        """The rule is switched on, as a reason or a note."""
        return any(rule.id == key and rule.use is not Use.OFF for rule in self.rules)

    def with_threshold(self, key: str, threshold: Fraction) -> "Rulebook":
        """The same rules with one threshold changed; `key` is a rule's id, "months_left" or "max_unjudged"."""
        if key == "months_left":
            return replace(self, months_left=round(threshold))
        if key == "max_unjudged":
            return replace(self, max_unjudged=threshold)
        return replace(self, rules=tuple(replace(rule, threshold=threshold) if rule.id == key else rule for rule in self.rules))

    def with_use(self, key: str, use: Use) -> "Rulebook":
        """The same rules with one switched."""
        return replace(self, rules=tuple(replace(rule, use=use) if rule.id == key else rule for rule in self.rules))

    @property
    def thresholds(self) -> dict[str, Fraction]:
        """Every threshold that a status can hang on, by its name."""
        named = {rule.id: rule.threshold for rule in self.rules if rule.use is Use.REASON}
        return {**named, "months_left": Fraction(self.months_left), "max_unjudged": self.max_unjudged}


def plain(number: int | Fraction) -> Said:
    """A number as a reader writes it, whole or with two decimals: "1 250,50", "1,250.50" (no line breaks within it)."""
    exact = Fraction(number)
    text = f"{int(exact):,}" if exact.denominator == 1 else f"{to_ore(exact):,}"
    return Said(text.translate(_SWEDISH), text)


_SWEDISH = str.maketrans({",": "\u00a0", ".": ","})


def read_rulebook(text: str, file: str = "rules.toml", *, is_old: bool = False) -> Rulebook:
    """Read a rulebook. Raises Refused with every fault: a rule that the product does not know, a threshold that is no number.

    `is_old`: the text is that of an earlier release, and a rule of it that the product no longer can count is left out.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused([_fault(file, str(error), "TOML", "Rätta filen.", "Mend the file.")]) from error
    faults: list[Fault] = []
    known = _known_rules()
    tables = [item for item in _tables(data, file, faults) if not is_old or item.get("id") in known]
    rules = [rule for item in tables if (rule := _rule(item, known, file, faults))]
    faults += _twice([rule.id for rule in rules], file)
    numbers = {key: _number(data, key, file, faults) for key in ("months_left", "max_unjudged", "variation")}
    faults += _out_of_range(numbers, file)
    if faults:
        raise Refused(faults)
    return Rulebook(
        version=str(data.get("version", "")),
        months_left=int(numbers["months_left"]),
        max_unjudged=numbers["max_unjudged"],
        variation=numbers["variation"],
        rules=tuple(rules),
    )


@cache
def default_rulebook() -> Rulebook:
    """The rules that the product comes with."""
    return read_rulebook(default_text())


def default_text() -> str:
    """The text of the rules that the product comes with."""
    return files("samhandling.coverage").joinpath("rules.toml").read_text("utf-8")


@lru_cache(16)
def earlier_rulebook(text: str) -> Rulebook:
    """The rules of an earlier release, by the text that was kept. Raises Refused."""
    return read_rulebook(text, is_old=True)


@cache
def _known_rules() -> frozenset[str]:
    from samhandling.coverage.rules.conditions import CONDITIONS

    return frozenset(CONDITIONS)


def _tables(data: Mapping[str, Any], file: str, faults: list[Fault]) -> list[dict[str, Any]]:
    found = data.get("rule", [])
    if isinstance(found, list) and all(isinstance(item, dict) for item in found):
        return found
    faults.append(_fault(file, f"rule = {found}", "tabeller [[rule]]", "Skriv [[rule]].", "Write [[rule]].", "tables [[rule]]"))
    return []


def _rule(item: dict[str, Any], known: frozenset[str], file: str, faults: list[Fault]) -> Rule | None:
    """One rule; `None` with its faults, all of them, where it cannot be read."""
    key, before = str(item.get("id", "")), len(faults)
    if key not in known:
        listed = ", ".join(sorted(known))
        faults.append(
            _fault(file, key, f"en av reglerna {listed}", "Rätta regelns id.", "Mend the rule's id.", f"one of the rules {listed}")
        )
    if item.get("use") not in list(Use):
        faults.append(
            _fault(file, f"{key}: use = {item.get('use')}", "reason, note eller off", "Välj en.", "Choose one.", "reason, note or off")
        )
    threshold = _number(item, "threshold", f"{file}, {key}", faults)
    forms = {
        form: Said(str(item[f"sv{end}"]), str(item[f"en{end}"]))
        for form, end in (("zero", "_zero"), ("one", "_one"), ("other", ""))
        if f"sv{end}" in item and f"en{end}" in item
    }
    if "other" not in forms:
        faults.append(_fault(file, key, "en mening sv och en", "Skriv båda.", "Write both.", "a sentence sv and en"))
    faults += [fault for said in forms.values() for text in (said.sv, said.en) if (fault := _unfit(text, f"{file}, {key}"))]
    return Rule(key, Use(item["use"]), threshold, forms) if len(faults) == before else None


def _unfit(text: str, where: str) -> Fault | None:
    """A sentence whose braces hold something else than what a rule can say."""
    try:
        text.format(value="", scale="", months="")
    except (KeyError, IndexError, ValueError):
        names = "{value}, {scale}, {months}"
        return _fault(where, text, f"en mening med {names}", "Rätta klamrarna.", "Mend the braces.", f"a sentence with {names}")
    return None


def _twice(keys: list[str], file: str) -> list[Fault]:
    repeated = [key for key in dict.fromkeys(keys) if keys.count(key) > 1]
    return [_fault(file, key, "varje regel en gång", "Ta bort den ena.", "Remove one of them.", "every rule once") for key in repeated]


def _out_of_range(numbers: Mapping[str, Fraction], file: str) -> list[Fault]:
    faults = [
        _fault(file, f"{key} = {float(numbers[key]):g}", "en del, 0 till 1", "Rätta talet.", "Mend it.", "a part, 0 to 1")
        for key in ("max_unjudged", "variation")
        if numbers[key] > 1
    ]
    if numbers["months_left"].denominator != 1:
        read = f"months_left = {float(numbers['months_left']):g}"
        faults.append(_fault(file, read, "hela månader", "Skriv ett heltal.", "Write a whole number.", "whole months"))
    return faults


def _number(item: Mapping[str, Any], key: str, file: str, faults: list[Fault]) -> Fraction:
    try:
        number = Fraction(str(item[key]))
    except (KeyError, ValueError, ZeroDivisionError):
        faults.append(
            _fault(file, f"{key} = {item.get(key)}", "ett tal", 'Skriv till exempel "0.5".', 'Write for instance "0.5".', "a number")
        )
        return Fraction(0)
    if number < 0:
        faults.append(_fault(file, f"{key} = {number}", "0 eller mer", "Rätta talet.", "Mend the number.", "0 or more"))
    return number


def _fault(file: str, read: str, expected: str, way_sv: str, way_en: str, expected_en: str = "") -> Fault:
    return Fault(Location(file=file), read, Said(expected, expected_en or expected), Said(way_sv, way_en))
