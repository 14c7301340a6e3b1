"""The term file: words that show what a text is about, per focus area and aspect. Data that anyone may edit."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from samhandling.assessment.rules.subject import Subject
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said

Kind = Literal["focus_area", "prerequisite", "other_priority", "company_matter", "outside", "insufficient"]
LARGEST_WEIGHT = 5.0
MOST_TERMS = 20_000


@dataclass(frozen=True, slots=True)
class Term:
    """One term: words as they are written in the file, its language, its weight, and what it speaks for."""

    words: str
    language: Literal["sv", "en"]
    weight: float
    kind: Kind
    of: str
    aspect: str = ""


@dataclass(frozen=True, slots=True)
class TermFile:
    """All terms of a strategy, with the edition that they were written for."""

    strategy: str
    edition: str
    version: int
    terms: tuple[Term, ...]


def read_terms(text: str, name: str, subject: Subject | None = None) -> TermFile:
    """The terms in a TOML text; held against a strategy's codes where one is given. Raises: Refused with every fault."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = Said(f"Filen är inte skriven som TOML ({error}).", f"The file is not written as TOML ({error}).")
        raise Refused([Fault(Location(file=name), "", said, Said("Rätta raden.", "Mend the line."))]) from None
    faults: list[Fault] = []
    terms = [term for index, concept in enumerate(_concepts(data)) for term in _terms(concept, index, name, faults)]
    if subject is not None:
        faults.extend(_unknown_codes(terms, subject, name))
    if not terms and not faults:
        faults.append(_fault(name, "", "Filen har inga ord.", "The file holds no terms.", "Lägg till [[concepts]].", "Add [[concepts]]."))
    if len(terms) > MOST_TERMS:
        most = (f"Högst {MOST_TERMS} ord ryms.", f"At most {MOST_TERMS} terms fit.")
        faults.append(_fault(name, str(len(terms)), *most, "Dela filen.", "Divide the file."))
    if faults:
        raise Refused(faults)
    version = data.get("version", 1)
    return TermFile(str(data.get("strategy", "")), str(data.get("edition", "")), version if isinstance(version, int) else 1, tuple(terms))


def fitting(file: TermFile, subject: Subject) -> TermFile:
    """The terms that speak for codes that a strategy has; its owner may have changed it since the file was written."""
    aspects = {aspect.code for area in subject.areas for aspect in area.aspects}
    known = {"focus_area": {area.code for area in subject.areas}, "prerequisite": {one.code for one in subject.prerequisites}}
    kept = [term for term in file.terms if term.kind not in known or term.of in known[term.kind]]
    return replace(file, terms=tuple(term if term.aspect in aspects else replace(term, aspect="") for term in kept))


def _concepts(data: Mapping[str, Any]) -> list[Any]:
    found = data.get("concepts", [])
    return found if isinstance(found, list) else []


def _terms(concept: Any, index: int, name: str, faults: list[Fault]) -> Iterable[Term]:
    where = f"concepts {index + 1}"
    if not isinstance(concept, dict) or not isinstance(concept.get("of"), str):
        said = ("Ett avsnitt [[concepts]] ska ha of = kod.", "A section [[concepts]] needs of = code.")
        faults.append(_fault(name, where, *said, "Lägg till raden.", "Add the line."))
        return
    kind = concept.get("kind", "focus_area")
    if kind not in get_args(Kind):
        listed = ", ".join(get_args(Kind))
        faults.append(_fault(name, str(kind), f"kind är ett av {listed}.", f"kind is one of {listed}.", "Välj ett.", "Choose one."))
        return
    for language in ("sv", "en"):
        for weight, words in _weighed(concept.get(language, {}), where, name, faults):
            yield Term(words, "sv" if language == "sv" else "en", weight, kind, concept["of"], str(concept.get("aspect", "")))


def _weighed(lists: Any, where: str, name: str, faults: list[Fault]) -> Iterable[tuple[float, str]]:
    """(weight, words) for each term of one language; a key that is no weight, or an empty term, is a fault."""
    if not isinstance(lists, dict):
        said = ("Ord skrivs per vikt: sv = { 3 = [...] }.", "Terms are written per weight: sv = { 3 = [...] }.")
        faults.append(_fault(name, where, *said, "Skriv om raden.", "Rewrite the line."))
        return
    for key, words in _flat(lists):
        weight = _weight(key)
        if weight is None or not isinstance(words, list):
            said = (f"En vikt är ett tal över 0, högst {LARGEST_WEIGHT:g}.", f"A weight is a number above 0, at most {LARGEST_WEIGHT:g}.")
            faults.append(_fault(name, f"{where}: {key}", *said, "Rätta vikten.", "Mend the weight."))
            continue
        for one in words:
            if isinstance(one, str) and any(letter.isalnum() for letter in one):
                yield weight, one
            else:
                said = ("Ett ord är tomt eller ingen text.", "A term is empty or no text.")
                faults.append(_fault(name, f"{where}: {one!r}", *said, "Ta bort det.", "Remove it."))


def _flat(lists: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    """TOML reads the bare key 0.5 as 5 inside 0."""
    for key, value in lists.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{part}", inner) for part, inner in value.items())
        else:
            yield key, value


def _weight(key: str) -> float | None:
    try:
        weight = float(key)
    except ValueError:
        return None
    return weight if 0 < weight <= LARGEST_WEIGHT else None


def _unknown_codes(terms: Iterable[Term], subject: Subject, name: str) -> Iterable[Fault]:
    areas = {area.code: {aspect.code for aspect in area.aspects} for area in subject.areas}
    prerequisites = {one.code for one in subject.prerequisites}
    seen = set()
    for term in terms:
        known = areas if term.kind == "focus_area" else prerequisites
        if term.kind in ("focus_area", "prerequisite") and term.of not in known and term.of not in seen:
            seen.add(term.of)
            said = (f"Strategin {subject.code} har ingen sådan kod.", f"The strategy {subject.code} has no such code.")
            yield _fault(name, term.of, *said, f"Välj bland {', '.join(sorted(known))}.", f"Choose among {', '.join(sorted(known))}.")
        elif term.aspect and term.aspect not in areas.get(term.of, set()) and term.aspect not in seen:
            seen.add(term.aspect)
            said = ("Insatsområdet har inget sådant delområde.", "The focus area has no such aspect.")
            yield _fault(name, term.aspect, *said, "Rätta aspect.", "Mend aspect.")


def _fault(name: str, read: str, sv: str, en: str, out_sv: str, out_en: str) -> Fault:
    return Fault(Location(file=name), read, Said(sv, en), Said(out_sv, out_en))
