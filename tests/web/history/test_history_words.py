"""An act's fields in words: one full stop, and no word of the code."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from samhandling.ground.said import Said, same
from samhandling.office.queries import EventRow
from samhandling.plan.rules.bulk_wish import FIELDS
from samhandling.web.history.changes import Change, changes_of


def act(subject: str, changes: dict[str, Any]) -> EventRow:
    """An act on something that is no initiative."""
    return EventRow(
        1, datetime(2026, 11, 24, tzinfo=UTC), date(2026, 11, 24), None, "operator", f"{subject}.x", subject, "1", changes, None
    )


def told(subject: str, changes: dict[str, Any]) -> list[Said]:
    """What is told of it."""
    return [one.said() for one in changes_of(act(subject, changes), lambda event: ({}, {}), {})]


@pytest.mark.parametrize("text", ["Fortsätt.", "Fortsätt", "Varför inte?"], ids=["stop", "none", "question"])
def test_a_written_text_is_told_with_one_end(text: str) -> None:
    end = text if text[-1] in ".?" else f"{text}."
    assert Change("decision", Said("Beslut", "Decision"), same(""), same(text), is_fact=True).said().sv == f"Beslut: {end}"


@pytest.mark.parametrize("field", FIELDS)
def test_a_change_of_many_names_its_field_in_words(field: str) -> None:
    (said,) = told("batch", {"field": field})
    assert "_" not in said.sv
    assert said.sv != said.en
    assert said.sv.startswith("Fält: ")


def test_checksums_of_loaded_figures_have_swedish_headings() -> None:
    said = told("business_cube", {"kept": [None, "ab"], "source": [None, "cd"]})
    assert [one.sv for one in said] == ["Siffrornas kontrollsumma: ab.", "Filens kontrollsumma: cd."]
