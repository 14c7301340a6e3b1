"""A fault says where, what stood there, what may stand there and the way out; a viewer says what may be done."""

import pytest

from samhandling.ground.evidence import counted, summed
from samhandling.ground.faults import Fault, Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR, VISITOR, Viewer, ViewerKind


@pytest.mark.parametrize(
    ("location", "sv", "en"),
    [
        (Location(), "", ""),
        (Location("a.xlsx", "Blad1", 17, "Slutdatum"), 'a.xlsx, blad "Blad1", rad 17, kolumn "Slutdatum"', 'a.xlsx, sheet "Blad1", row 17, column "Slutdatum"'),
        (Location("strategi.toml", line=3), "strategi.toml, rad 3", "strategi.toml, line 3"),
        (Location(row=0), "rad 0", "row 0"),
    ],
)  # fmt: skip
def test_a_location_is_said_from_the_general_to_the_particular(location: Location, sv: str, en: str) -> None:
    assert location.said() == Said(sv, en)


def test_a_refusal_carries_every_fault() -> None:
    one = Fault(Location("a.csv", row=2), "31 juni", Said("En dag.", "A day."), Said("Rätta den.", "Mend it."))
    refused = Refused([one, one])
    assert refused.faults == (one, one)
    assert "31 juni" in str(refused)
    assert refusal("x", one.expected, one.way_out).faults[0].location == Location()


@pytest.mark.parametrize(
    ("viewer", "changes"),
    [
        (VISITOR, False),
        (OPERATOR, True),
        (Viewer(ViewerKind.JOB), True),
        (Viewer(ViewerKind.PERSON, 1), False),
        (Viewer(ViewerKind.PERSON, 1, frozenset({"strategist"})), True),
        (Viewer(ViewerKind.LINK, actors=frozenset({"flens-kommun"})), False),
        (Viewer(ViewerKind.TOKEN, 1, frozenset({"contributor"})), False),
    ],
)
def test_the_operator_a_job_and_a_strategist_may_change_all(viewer: Viewer, changes: bool) -> None:
    assert viewer.may_change_all is changes
    assert viewer.sees_internal is changes


def test_a_count_is_its_rows_and_a_sum_its_parts() -> None:
    assert (counted(["a", "b"], "rule").value, counted([], "rule").value) == (2, 0)
    assert summed({}, "rule").value == 0
