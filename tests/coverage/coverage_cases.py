"""Cases that a strategist can read: what is given, on which day and place, what the picture should then say, and because of what.

A file holds any number of `[[case]]`. Every key is known; one that is misspelt is a fault of the case, never silently passed by.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from samhandling.coverage.rules.attribution import Window
from samhandling.coverage.rules.matrix import matrix
from samhandling.coverage.rules.opening import figures_of
from samhandling.coverage.rules.picture import Cell, FocusArea, Picture, Question, picture
from samhandling.coverage.rules.presentation import shown_money
from samhandling.coverage.rules.robustness import robustness
from samhandling.coverage.rules.rulebook import Rulebook, Use, default_rulebook
from samhandling.coverage.rules.sentences import of_cell
from samhandling.ground.periods import Period
from samhandling.ground.places import PlaceCode, counties
from samhandling.plan.rules.record import Basis, ContributionSource, Grant, InitiativeRecord, Kind, MoneyKind, Reach, Share, Stage

CASE_KEYS = {
    "name",
    "because",
    "on",
    "place",
    "window",
    "focus_areas",
    "indicators",
    "absent_sources",
    "switch",
    "given",
    "expect",
    "fails",
}
GIVEN_KEYS = {
    "id", "owners", "partners", "kind", "stage", "start", "end", "not_before", "not_after", "open_ended", "counties", "municipalities",
    "reach", "basis", "shares", "aspects", "confirmed", "suggested", "granted", "financier", "times",
}  # fmt: skip


class NotACase(Exception):  # noqa: N818 (said of a case, not of the program)
    """A case that does not say what a case must say."""


@dataclass(frozen=True)
class Case:
    """One case, ready to be run."""

    name: str
    because: str
    question: Question
    focus_areas: tuple[FocusArea, ...]
    records: tuple[InitiativeRecord, ...]
    expect: Mapping[str, Mapping[str, Any]]
    fails: tuple[str, ...]

    def __str__(self) -> str:
        return self.name


def cases_in(folder: Path) -> Iterator[Case]:
    """Every case of every file of a folder. Raises NotACase."""
    for path in sorted(folder.glob("*.toml")):
        yield from read_cases(path.read_text("utf-8"), path.name)


def read_cases(text: str, file: str) -> list[Case]:
    """The cases of one file. Raises NotACase."""
    found = tomllib.loads(text)
    _known(found, {"case"}, file)
    return [_case(item, f"{file}, {item.get('name', '?')}") for item in found.get("case", [])]


def differences(case: Case) -> list[str]:
    """What the picture says otherwise than the case expects; the matrix of all places has to agree with the picture too."""
    drawn = picture(case.records, case.focus_areas, case.question)
    found = []
    for where, expected in case.expect.items():
        actual = _totals(drawn) if where == "totals" else _cell(case, drawn, drawn.cell(where))
        _known(expected, set(actual), f"{case.name}, {where}")
        found += [f"{where} {key}: {value!r}, inte {actual[key]!r}" for key, value in expected.items() if actual[key] != value]
    return found + _matrix_differs(case, drawn)


def _matrix_differs(case: Case, drawn: Picture) -> list[str]:
    if case.question.window:
        return []
    every = matrix(case.records, case.focus_areas, case.question)
    place = case.question.place
    return [
        f"{cell.focus_area}: matrisen säger {every.status_of(place, cell.focus_area)}"
        for cell in drawn.cells
        if every.status_of(place, cell.focus_area) is not cell.status or every.sek_of(place, cell.focus_area) != cell.sek.value
    ]


def _cell(case: Case, drawn: Picture, cell: Cell) -> dict[str, Any]:
    money = shown_money(drawn)
    flips = robustness(drawn, case.records, case.focus_areas).of(cell.focus_area)
    said = of_cell(cell, {record.id: record for record in case.records}, case.question.on, case.question.rulebook.months_left)
    return {
        **{name: evidence.value for name, evidence in figures_of(cell).items()},
        "status": cell.status.value,
        "reasons": [finding.rule for finding in cell.reasons],
        "notes": [finding.rule for finding in cell.notes],
        "reasons_say": [finding.said.sv for finding in cell.reasons],
        "notes_say": [finding.said.sv for finding in cell.notes],
        "rows_of_reasons": {finding.rule: list(finding.rows) for finding in cell.reasons},
        "active_ids": [row.id for row in cell.active.rows],
        "main_ids": [row.id for row in cell.main.rows],
        "sek": str(money.focus_areas[cell.focus_area]),
        "nation_wide_sek": str(money.nation_wide[cell.focus_area]),
        "municipalities_named": list(cell.municipalities_named),
        "aspects_without_effort": list(cell.aspects_without_effort),
        "share_confirmed": str(cell.share_confirmed.value),
        "hangs_on": sorted({flip.threshold for flip in flips}),
        "says": said.sv,
    }


def _totals(drawn: Picture) -> dict[str, Any]:
    money = shown_money(drawn)
    names = ("granted", "attributed", "outside", "insufficient", "excluded", "elsewhere", "other_time")
    return {
        **{name: evidence.value for name, evidence in figures_of(drawn.totals).items()},
        **{f"{name}_sek": str(getattr(money, name)) for name in names},
    }


def _case(item: Mapping[str, Any], where: str) -> Case:
    _known(item, CASE_KEYS, where)
    for key in ("name", "because", "on", "expect"):
        if not item.get(key):
            raise NotACase(f"{where}: {key} saknas")
    window = item.get("window")
    question = Question(
        item["on"], PlaceCode(item.get("place", "04")), _rulebook(item.get("switch", {}), where), Window(*window) if window else None
    )
    areas = tuple(
        FocusArea(code, tuple(aspects), item.get("indicators", {}).get(code, 0), item.get("absent_sources", {}).get(code, 0))
        for code, aspects in item.get("focus_areas", {"1.1": [], "1.2": []}).items()
    )
    records = tuple(record for given in item.get("given", []) for record in _records(given, where))
    expect = {place: item["expect"][place] for place in item["expect"]}
    unknown = set(expect) - {area.code for area in areas} - {"totals"}
    if unknown:
        raise NotACase(f"{where}: okänt område {', '.join(sorted(unknown))}")
    return Case(item["name"], item["because"], question, areas, records, expect, tuple(item.get("fails", ())))


def _rulebook(switch: Mapping[str, str], where: str) -> Rulebook:
    book = default_rulebook()
    _known(switch, {rule.id for rule in book.rules}, where)
    for key, use in switch.items():
        book = book.with_use(key, Use(use))
    return book


def _records(given: Mapping[str, Any], where: str) -> Iterator[InitiativeRecord]:
    """One initiative, or `times` alike that differ in id and owner."""
    _known(given, GIVEN_KEYS, where)
    if "id" not in given:
        raise NotACase(f"{where}: en insats utan id")
    times = given.get("times", 1)
    for number in range(1, times + 1):
        tail = f"-{number}" if times > 1 else ""
        yield _record(given, given["id"] + tail, tuple(f"{owner}{tail}" for owner in given.get("owners", ["Ägaren"])))


def _record(given: Mapping[str, Any], key: str, owners: tuple[str, ...]) -> InitiativeRecord:
    named = tuple(PlaceCode(code) for code in given.get("municipalities", ()))
    listed = given.get("counties", ["04"])
    where = counties() if listed == "alla" else tuple(PlaceCode(code) for code in listed)
    usual = "named" if named else "nation" if listed == "alla" else "county"
    amount = Fraction(given["granted"]) if "granted" in given else None
    return InitiativeRecord(
        id=key,
        title=key,
        owners=owners,
        partners=tuple(given.get("partners", ())),
        kind=Kind(given.get("kind", "implementation")),
        stage=Stage(given.get("stage", "samhandling")),
        period=Period(*(given.get(name) for name in ("start", "end", "not_before", "not_after")), given.get("open_ended", False)),
        reach=Reach(given.get("reach", usual)),
        counties=where,
        municipalities=named,
        basis=Basis(given.get("basis", "judged")),
        shares=tuple(_share(given, area, share) for area, share in given.get("shares", {}).items()),
        grants=(Grant(given.get("financier", ""), MoneyKind.GRANTED, amount),) if amount is not None or "financier" in given else (),
    )


def _share(given: Mapping[str, Any], area: str, share: str) -> Share:
    return Share(
        area,
        None if share == "okänd" else Fraction(share),
        tuple(given.get("aspects", {}).get(area, ())),
        ContributionSource.SYSTEM if area in given.get("suggested", ()) else ContributionSource.DOCUMENT,
        confirmed=area in given.get("confirmed", ()),
    )


def _known(found: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(found) - known):
        raise NotACase(f"{where}: okänd nyckel {', '.join(unknown)}")
