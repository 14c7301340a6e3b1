"""The picture with one more initiative in it, which is stored nowhere."""

from datetime import date
from fractions import Fraction

import pytest

from samhandling.coverage.queries import CoverageQuestion, coverage
from samhandling.coverage.rules.status import Status
from samhandling.coverage.thought import with_thought
from samhandling.ground.places import NATION, PlaceCode
from samhandling.ground.viewer import OPERATOR
from samhandling.office.queries import stamp
from samhandling.plan.rules.record import ContributionSource, Share
from samhandling.strategy.actions import load
from samhandling.strategy.rules.shipped import read_shipped

STRATEGY = "sormland-naringsliv-2022"


def thought(share: str) -> list[Share]:
    return [Share("2.6", Fraction(share), (), ContributionSource.SYSTEM, confirmed=False)]


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["04", "0482", NATION])
def test_a_thought_fills_only_what_it_contributes_to_and_leaves_no_trace(place: str) -> None:
    load(read_shipped(STRATEGY), by=OPERATOR)
    asked = CoverageQuestion(STRATEGY, date(2028, 2, 29), PlaceCode(place))
    before = stamp()
    moved = with_thought(asked, thought("3/5"), seen_by=OPERATOR)
    assert [one.focus_area for one in moved if one.before is not one.after] == ["2.6"]
    assert next(one for one in moved if one.focus_area == "2.6").before is Status.MISSING
    assert stamp() == before
    assert {cell.status for cell in coverage(asked, seen_by=OPERATOR).picture.cells} == {Status.MISSING}


@pytest.mark.django_db
def test_a_share_of_nothing_fills_nothing() -> None:
    load(read_shipped(STRATEGY), by=OPERATOR)
    moved = with_thought(CoverageQuestion(STRATEGY, date(2027, 1, 1)), thought("0"), seen_by=OPERATOR)
    assert all(one.before is one.after for one in moved)
