"""Indicators of an installation's own: a text file and nothing else, checked, kept, answered like any other."""

from datetime import date
from pathlib import Path

import pytest
from figures_made import cells, release

from samhandling.figures.actions import store_snapshot
from samhandling.figures.indicators.answers import catalogue, indicator
from samhandling.figures.indicators.files import add_indicators, own_faults, strategies_with_indicators
from samhandling.figures.indicators.followed import followed
from samhandling.figures.indicators.series import code_of
from samhandling.figures.rules.indicator.shipped import shipped
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, VISITOR
from samhandling.people.rules.permission import NotAllowed

STRATEGY = "sormland-naringsliv-2022"
OWN = f"""
id = "egna"
strategy = "{STRATEGY}"
title.sv = "Egna"

[[indicators]]
id = "tagresenarer"
title.sv = "Tågresenärer"
definition.sv = "Antal resor med tåg."
unit.sv = "resor"
decimals = 0
direction = "higher"
role = "context"
levels = ["county"]
frequency = "year"
focus_areas = ["3.1"]
[[indicators.series]]
source = {{ kind = "kolada", kpi = "N99999" }}
"""

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures_home")]


def written(folder: Path, text: str = OWN, name: str = "mina.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_text_file_is_all_that_a_new_indicator_takes(tmp_path: Path) -> None:
    before = len(catalogue(STRATEGY, place="04", seen_by=VISITOR))
    found = add_indicators(written(tmp_path), by=OPERATOR)
    assert len(catalogue(STRATEGY, place="04", seen_by=VISITOR)) == before + 1
    store_snapshot(release("2026-01-10", code_of(found.indicators[0].series[0].source)), cells(("04", "2024", 12.0)), by=OPERATOR)
    answer = indicator("tagresenarer", strategy=STRATEGY, place="04", seen_by=VISITOR)
    assert answer.told.said.sv == "Tågresenärer: 12 resor (2024)."
    add_indicators(written(tmp_path, OWN.replace("Tågresenärer", "Resor med tåg")), by=OPERATOR)
    answer = indicator("tagresenarer", strategy=STRATEGY, place="04", seen_by=VISITOR)
    assert answer.told.said.sv == "Resor med tåg: 12 resor (2024)."
    assert STRATEGY in strategies_with_indicators()


@pytest.mark.parametrize(
    ("old", "new", "read"),
    [
        ('direction = "higher"\n', "", "tagresenarer"),
        ('focus_areas = ["3.1"]', 'focus_areas = ["9.9"]', "9.9"),
        ('id = "tagresenarer"', 'id = "arbetsloshet-20-64"', "arbetsloshet-20-64"),
        ("[[indicators]]", "[[indicators", ""),
    ],
)
def test_a_faulty_file_is_refused_and_nothing_is_kept(tmp_path: Path, old: str, new: str, read: str) -> None:
    with pytest.raises(Refused) as caught:
        add_indicators(written(tmp_path, OWN.replace(old, new)), by=OPERATOR)
    assert any(read in fault.read for fault in caught.value.faults)
    assert len(catalogue(STRATEGY, place="04", seen_by=VISITOR)) == len(shipped(STRATEGY).indicators)
    assert own_faults(STRATEGY, seen_by=VISITOR) == ()


def test_a_file_that_was_broken_by_hand_is_left_out_and_told(tmp_path: Path, figures_home: Path) -> None:
    add_indicators(written(tmp_path), by=OPERATOR)
    kept = figures_home / "indicators" / STRATEGY / "egna.toml"
    kept.write_text(OWN.replace('role = "context"', 'role = "guess"'), "utf-8")
    assert len(catalogue(STRATEGY, place="04", seen_by=VISITOR)) == len(shipped(STRATEGY).indicators)
    (fault,) = own_faults(STRATEGY, seen_by=VISITOR)
    assert (fault.location.file, fault.read) == ("egna.toml", "guess")
    assert fault.location.line


def test_a_visitor_adds_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        add_indicators(written(tmp_path), by=VISITOR)


def test_a_picture_of_an_earlier_day_knows_the_figures_of_that_day_unless_another_is_said(tmp_path: Path) -> None:
    code = code_of(add_indicators(written(tmp_path), by=OPERATOR).indicators[0].series[0].source)
    store_snapshot(release("2025-01-10", code), cells(("04", "2023", 12.0)), by=OPERATOR)
    store_snapshot(release("2026-01-10", code), cells(("04", "2023", 11.0)), by=OPERATOR)

    def value(**days: date) -> str:
        rows = followed(STRATEGY, "3.1", place="04", seen_by=VISITOR, **days)
        latest = next(row.latest for row in rows if row.indicator.id == "tagresenarer")
        return str(latest.value) if latest else ""

    assert value() == "11"
    assert value(on=date(2025, 6, 1)) == "12"
    assert value(on=date(2025, 6, 1), known_on=date(2026, 6, 1)) == "11"
    assert value(on=date(2024, 6, 1)) == ""
