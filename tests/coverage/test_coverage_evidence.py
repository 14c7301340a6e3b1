"""Every number of the answer opens to rows that give it. A number that nobody has said how to open fails."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from regions import Region
from samhandling.coverage.answer import as_plain
from samhandling.coverage.queries import Coverage, CoverageQuestion, coverage
from samhandling.coverage.rules.attribution import Window
from samhandling.coverage.rules.opening import figures_of, open_number
from samhandling.coverage.rules.rulebook import Use, default_rulebook
from samhandling.ground.faults import Refused
from samhandling.ground.places import PlaceCode

pytestmark = pytest.mark.django_db

Path = tuple[str | int, ...]
MONEY = re.compile(r"-?\d+\.\d\d")


def numbers(thing: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every number, and every text that is one, with the way to it."""
    if isinstance(thing, dict):
        for key, value in thing.items():
            yield from numbers(value, (*path, key))
    elif isinstance(thing, list):
        for index, value in enumerate(thing):
            yield from numbers(value, (*path, index))
    elif (isinstance(thing, int | float) and not isinstance(thing, bool)) or (isinstance(thing, str) and MONEY.fullmatch(thing)):
        yield path, thing


def asked(sormland: Region, on: date, place: str | None = None, **more: Any) -> Coverage:
    code = PlaceCode(place) if place else None
    return coverage(CoverageQuestion(sormland.strategy, on, code, **more), seen_by=sormland.viewer)


def check_figure(found: Coverage, where: str, figure: str, shown: Any) -> None:
    evidence = open_number(found.picture, where, figure)
    parts = [row.part for row in evidence.rows if row.part is not None]
    if evidence.unit == "SEK":
        assert len(parts) == len(evidence.rows)
        assert abs(sum(parts, Fraction(0)) - Fraction(Decimal(shown))) < Fraction(1, 100), (where, figure)
    elif evidence.unit == "share":
        mean = sum(parts, Fraction(0)) / len(parts) if parts else Fraction(0)
        assert abs(mean - Fraction(Decimal(shown))) <= Fraction(1, 200), (where, figure)
    else:
        assert shown == len(evidence.rows), (where, figure)
        known = found.records if evidence.unit == "initiatives" else found.actors
        assert {row.id for row in evidence.rows} <= set(known), (where, figure)


def check_finding(found: Coverage, finding: dict[str, Any], cell: dict[str, Any]) -> None:
    """A reason's number from the rows that it names."""
    rows, records = finding["rows"], found.records
    view = next(area for area in found.strategy.focus_areas if area.code == cell["id"])
    gives = {
        "aspect_without_effort": lambda: len(view.aspects) - len(rows),
        "no_main": lambda: len(set(rows) & {row.id for row in found.picture.cell(cell["id"]).main.rows}),
        "one_owner": lambda: len({owner for row in rows for owner in records[row].owners}),
        "pre_studies_only": lambda: sum(records[row].kind == "pre_study" for row in rows),
        "few_left": lambda: len(rows),
        "one_financier": lambda: len({g.financier for row in rows for g in records[row].grants if g.financier and g.kind == "granted"}),
        "only_wide": lambda: sum(bool(cell["municipalities_named"]) and bool(records[row].municipalities) for row in rows),
        "no_indicator": lambda: len(view.indicators),
        "source_absent": lambda: sum(len(row.scope.get("left_out", [])) for row in found.scopes),
    }
    if finding["rule"] == "little_money":
        assert abs(Fraction(finding["value"]) - Fraction(cell["sek"])) < Fraction(1, 100)
        assert set(rows) == {row.id for row in found.picture.cell(cell["id"]).sek.rows}
    else:
        assert finding["value"] == gives[finding["rule"]](), finding


def check_all(found: Coverage) -> int:
    """Check every number of the answer; gives how many there were."""
    plain, checked = as_plain(found), 0
    for path, shown in numbers(plain):
        checked += 1
        match path:
            case ("totals", str(figure)):
                check_figure(found, "totals", figure, shown)
            case ("focus_areas", int(index), str(figure)):
                check_figure(found, plain["focus_areas"][index]["id"], figure, shown)
            case ("focus_areas", int(index), "reasons" | "notes" as kind, int(number), "value" | "threshold"):
                cell = plain["focus_areas"][index]
                check_finding(found, cell[kind][number], cell)
            case ("focus_areas", int(), "flips", int(), "from" | "to"):
                pass  # A threshold of the rulebook and the same, varied: the laws hold them against the matrix.
            case ("rules", *_):
                pass  # Told by the rulebook's file, not counted.
            case ("scope", int(index), "run"):
                assert shown == found.scopes[index].run
            case ("scope", int(index), "initiatives"):
                assert shown == len(found.records)
            case _:
                pytest.fail(f"nobody says how {path} is opened")
    return checked


@pytest.mark.parametrize(
    ("on", "place", "more"),
    [
        (date(2009, 12, 31), None, {}),
        (date(2016, 9, 1), None, {}),
        (date(2018, 6, 30), None, {}),
        (date(2022, 9, 1), None, {}),
        (date(2018, 6, 30), "00", {}),
        (date(2018, 6, 30), "0480", {}),
        (date(2018, 6, 30), "25", {}),
        (date(2018, 6, 30), None, {"window": Window(date(2018, 1, 1), date(2018, 12, 31))}),
    ],
)
def test_every_number_of_the_answer_is_given_by_its_rows(sormland: Region, on: date, place: str | None, more: dict[str, Any]) -> None:
    assert check_all(asked(sormland, on, place, **more)) > 14 * 12


def test_every_note_is_given_by_its_rows_too(sormland: Region) -> None:
    book = default_rulebook().with_threshold("little_money", Fraction(10))
    for rule in book.rules:
        if rule.use is Use.OFF:
            book = book.with_use(rule.id, Use.NOTE)
    found = asked(sormland, date(2018, 6, 30), rulebook=book)
    noted = {note.rule for cell in found.picture.cells for note in cell.notes}
    assert {"little_money", "no_indicator", "only_wide"} <= noted
    check_all(found)


def test_the_figures_that_open_are_those_that_are_shown(sormland: Region) -> None:
    found = asked(sormland, date(2018, 6, 30))
    plain = as_plain(found)
    assert set(figures_of(found.picture.totals)) == set(plain["totals"])
    shown = {key for key, value in plain["focus_areas"][0].items() if not isinstance(value, list)}
    assert set(figures_of(found.picture.cells[0])) == shown - {"id", "name", "status", "judged"}


@pytest.mark.parametrize(
    ("where", "figure", "choices"), [("9.9", "active", "1.1"), ("1.1", "activ", "active"), ("totals", "sek", "granted_sek")]
)
def test_a_number_that_is_not_there_is_refused_with_those_that_are(sormland: Region, where: str, figure: str, choices: str) -> None:
    with pytest.raises(Refused) as refused:
        open_number(asked(sormland, date(2018, 6, 30)).picture, where, figure)
    (fault,) = refused.value.faults
    assert fault.read == (where if where == "9.9" else figure)
    assert choices in fault.expected.sv
    assert choices in fault.expected.en


def test_the_answer_has_the_keys_that_are_promised(sormland: Region) -> None:
    plain = as_plain(asked(sormland, date(2018, 6, 30)))
    assert {"strategy", "on", "place", "scope", "rules", "totals", "focus_areas", "overlaps"} <= set(plain)
    assert set(plain["focus_areas"][0]) >= {
        "id", "name", "status", "judged", "reasons", "notes", "initiatives", "active", "possibly_active", "undated", "ended", "coming",
        "main", "sek", "actors", "municipalities_named", "municipalities_not_named", "nation_wide_sek", "share_confirmed", "flips",
    }  # fmt: skip
    assert [area["id"] for area in plain["focus_areas"]][::13] == ["1.1", "3.5"]
    assert (plain["on"], plain["place"], plain["totals"]["attributed_sek"]) == ("2018-06-30", "04", "107201506.43")


def test_the_answer_speaks_the_language_asked_for(sormland: Region) -> None:
    found = asked(sormland, date(2018, 6, 30))
    sv, en = (as_plain(found, language)["focus_areas"][4] for language in ("sv", "en"))
    assert sv["reasons"][0]["text"] != en["reasons"][0]["text"]
    assert sv["sek"] == en["sek"]
