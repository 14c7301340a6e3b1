"""Texts that a strategist can read, with what an officer would expect of the reading."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from assessment.readers import sormland_reader
from samhandling.assessment.rules.engine import assess

CASES = tomllib.loads(Path(__file__).with_name("cases").joinpath("sormland.toml").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_it_reads_as_an_officer_would(case: dict[str, Any]) -> None:
    answer = assess(sormland_reader(), case["text"])
    assert answer.verdict == case["verdict"], answer.reason.sv
    if "first" in case:
        first = answer.focus_areas[0]
        assert first.id == case["first"], [area.id for area in answer.focus_areas]
        assert any(case["quote"] in quote.quote for quote in first.evidence)
        assert {aspect.id for aspect in first.aspects if aspect.met} >= set(case.get("aspects", []))
    met = {aspect.id for area in answer.focus_areas for aspect in area.aspects if aspect.met}
    assert met.isdisjoint(case.get("unmet", []))
    if "belongs" in case:
        assert answer.belongs_to is not None
        assert answer.belongs_to.code == case["belongs"]
    missing = {part.id for part in answer.missing}
    assert missing.isdisjoint(case.get("has", []))
    assert missing >= set(case.get("lacks", []))


def test_every_focus_area_is_the_first_of_some_case() -> None:
    firsts = {case.get("first") for case in CASES}
    assert {area.code for area in sormland_reader().subject.areas} <= firsts
