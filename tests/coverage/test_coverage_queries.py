"""Asking: two days, two states of knowledge, a thought tried out, a window, another place; and what is refused."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from regions import Region
from samhandling.coverage.answer import as_plain
from samhandling.coverage.queries import Coverage, CoverageQuestion, coverage
from samhandling.coverage.rules.attribution import Window
from samhandling.coverage.rules.comparison import Change, WhatIf
from samhandling.coverage.rules.status import Status
from samhandling.ground.faults import Refused
from samhandling.ground.places import PlaceCode
from samhandling.plan.actions.undoing import undo_import

pytestmark = pytest.mark.django_db
DAY = date(2018, 6, 30)


def ask(sormland: Region, on: date = DAY, **more: Any) -> Coverage:
    return coverage(CoverageQuestion(sormland.strategy, on, **more), seen_by=sormland.viewer)


def change(found: Coverage, code: str) -> Change:
    assert found.comparison is not None
    return {change.focus_area: change for change in found.comparison.changes}[code]


def test_the_place_is_the_strategys_own_unless_told(sormland: Region) -> None:
    assert ask(sormland).place == "04"
    assert ask(sormland, place=PlaceCode("0480")).place == "0480"


def test_two_days_are_compared_earlier_first(sormland: Region) -> None:
    for on, compare in ((DAY, date(2016, 9, 1)), (date(2016, 9, 1), DAY)):
        found = ask(sormland, on, compare=compare)
        two_two = change(found, "2.2")
        assert (two_two.before, two_two.after) == (Status.COVERED, Status.PARTLY)
        assert found.comparison is not None
        assert found.comparison.before.question.on == date(2016, 9, 1)
        assert "20201073" not in found.comparison.closed


def test_what_ended_between_two_days_is_listed(sormland: Region) -> None:
    found = ask(sormland, compare=date(2016, 9, 1))
    assert found.comparison is not None
    before, after = ({row.id for row in one.totals.active.rows} for one in (found.comparison.before, found.comparison.after))
    assert (len(before), len(after)) == (32, 22)
    assert set(found.comparison.closed) == before - after
    assert set(found.comparison.opened) == after - before
    assert as_plain(found)["comparison"]["closed"] == list(found.comparison.closed)


def test_nothing_was_known_before_the_first_import(sormland: Region) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    found = ask(sormland, known_on=yesterday)
    assert {cell.status for cell in found.picture.cells} == {Status.MISSING}
    assert found.picture.totals.granted.value == 0
    assert as_plain(found)["known_on"] == yesterday.isoformat()


def test_two_states_of_knowledge_are_compared_earlier_first(sormland: Region) -> None:
    today = timezone.localdate()
    yesterday = today - timedelta(days=1)
    for known, other in ((today, yesterday), (yesterday, today), (None, yesterday)):
        one_three = change(ask(sormland, known_on=known, compare_known_on=other), "1.3")
        assert (one_three.before, one_three.after) == (Status.MISSING, Status.COVERED)
        assert (len(one_three.opened), one_three.closed, one_three.sek_before) == (14, (), 0)


def test_an_undone_import_leaves_nothing_behind(sormland: Region) -> None:
    undo_import(sormland.run, by=sormland.viewer)
    assert ask(sormland).picture.totals.granted.value == 0


def test_ending_efforts_sooner_shows_what_would_be_missing(sormland: Region) -> None:
    ends = {row.id: DAY - timedelta(days=1) for row in ask(sormland).picture.cell("2.4").main.rows}
    found = ask(sormland, what_if=WhatIf(end=ends))
    two_four = change(found, "2.4")
    assert (two_four.before, two_four.after) == (Status.COVERED, Status.PARTLY)
    assert set(two_four.closed) == set(ends) == {"20201073", "20200189"}
    assert ask(sormland).picture.cell("2.4").status is Status.COVERED


def test_an_effort_that_is_approved_already_changes_nothing(sormland: Region) -> None:
    found = ask(sormland, what_if=WhatIf(frozenset({"20201073"})))
    assert found.comparison is not None
    assert not [one for one in found.comparison.changes if one.is_change]


def test_a_window_parts_money_from_that_of_other_time(sormland: Region) -> None:
    whole, part = ask(sormland), ask(sormland, window=Window(date(2018, 1, 1), date(2018, 12, 31)))
    assert part.money.granted + part.money.other_time == whole.money.granted
    assert Decimal(0) < part.money.granted < whole.money.granted
    assert part.money.elsewhere == whole.money.elsewhere
    assert [cell.status for cell in part.picture.cells] == [cell.status for cell in whole.picture.cells]
    assert as_plain(part)["window"] == ["2018-01-01", "2018-12-31"]


def test_one_project_runs_wholly_within_a_wide_window(sormland: Region) -> None:
    found = ask(sormland, window=Window(date.min, date.max))
    # Undated projects have no days that could fall in a window; theirs is the money of other time.
    undated = [row.id for row in found.picture.totals.other_time.rows if row.part]
    assert undated
    assert all(not (found.records[key].period.start and found.records[key].period.end) for key in undated)


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ({"place": PlaceCode("99")}, ["99"]),
        ({"place": PlaceCode("Flen")}, ["Flen"]),
        ({"window": Window(date(2019, 1, 1), date(2018, 1, 1))}, ["2019-01-01 – 2018-01-01"]),
        ({"what_if": WhatIf(frozenset({"finns-inte"}), {"inte-heller": DAY, "20201073": DAY})}, ["finns-inte", "inte-heller"]),
        (
            {"place": PlaceCode("4"), "window": Window(date(2019, 1, 1), date(2018, 1, 1)), "what_if": WhatIf(frozenset({"nej"}))},
            ["4", "2019-01-01 – 2018-01-01", "nej"],
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_all_faults_at_once(sormland: Region, asked: dict[str, Any], read: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        ask(sormland, **asked)
    assert [fault.read for fault in refused.value.faults] == read
    assert all(fault.expected.sv and fault.expected.en and fault.way_out.sv and fault.way_out.en for fault in refused.value.faults)


def test_a_strategy_that_is_not_loaded_is_refused(sormland: Region) -> None:
    with pytest.raises(Refused):
        coverage(CoverageQuestion("annan-strategi", DAY), seen_by=sormland.viewer)


def test_similar_efforts_are_found_with_their_owners(sormland: Region) -> None:
    found = ask(sormland)
    funds = [one for one in found.overlaps if one.focus_area == "2.4"]
    assert [set(one.initiatives) for one in funds] == [{"20200189", "20201073"}]
    assert [one["initiatives"] for one in as_plain(found)["overlaps"] if one["focus_area"] == "2.4"] == [list(funds[0].initiatives)]
