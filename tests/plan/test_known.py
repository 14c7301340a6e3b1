"""What was known on a day: efforts from the day that their source was fetched, and each value as it stood then."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plan.plan_made import ROAD, SHOP, book, changed, held, run_of, take_in
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR
from samhandling.office.queries import events_of
from samhandling.plan.actions.editing import correct
from samhandling.plan.actions.undoing import undo_import
from samhandling.plan.actions.uniting import merge_into, part
from samhandling.plan.queries import records_of

FETCHED = date(2025, 6, 1)


def ids(known_on: date | None) -> list[str]:
    return sorted(record.id for record in records_of("exempellanet-2025", seen_by=OPERATOR, known_on=known_on))


def yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)


@pytest.mark.parametrize(("day", "known"), [(date(2025, 5, 31), []), (FETCHED, ["A1"]), (date(2025, 6, 2), ["A1"]), (None, ["A1"])])
def test_an_effort_is_known_from_the_day_that_its_source_was_fetched(county: str, day: date | None, known: list[str]) -> None:
    take_in(book(ROAD), fetched=FETCHED)
    assert ids(day) == known


def test_a_source_without_a_day_is_known_from_today(county: str) -> None:
    take_in(book(ROAD))
    assert (ids(yesterday()), ids(timezone.localdate())) == ([], ["A1"])


def test_a_correction_of_today_does_not_show_in_what_was_known_yesterday(county: str) -> None:
    take_in(book(ROAD), fetched=FETCHED)
    before = held("A1")
    correct("A1", "end", "2029-12-31", strategy=county, by=OPERATOR)
    assert records_of(county, seen_by=OPERATOR, known_on=yesterday()) == [before]
    assert records_of(county, seen_by=OPERATOR, known_on=timezone.localdate()) == [held("A1")]


def test_a_later_edition_of_a_file_is_known_from_its_own_day(county: str) -> None:
    take_in(book(ROAD), source="R", fetched=FETCHED)
    take_in(book(changed(ROAD, end="2027-06-30"), SHOP), source="R", fetched=date(2025, 9, 1))
    (record,) = records_of(county, seen_by=OPERATOR, known_on=date(2025, 8, 31))
    assert record.period.end == date(2026, 12, 31)
    assert ids(date(2025, 9, 1)) == ["A1", "A2"]
    assert records_of(county, seen_by=OPERATOR, known_on=date(2025, 9, 1))[0].period.end == date(2027, 6, 30)


def test_a_merge_of_today_does_not_hide_what_was_known_yesterday(county: str) -> None:
    take_in(book(ROAD, SHOP), fetched=FETCHED)
    merge_into("A2", "A1", by=OPERATOR)
    assert (ids(None), ids(yesterday())) == (["A1"], ["A1", "A2"])
    part("A2", by=OPERATOR)
    assert (ids(None), ids(yesterday())) == (["A1", "A2"], ["A1", "A2"])


def test_an_undone_edition_has_never_been_known(county: str) -> None:
    take_in(book(ROAD), source="R", fetched=FETCHED)
    first = held("A1")
    undo_import(run_of(take_in(book(changed(ROAD, end="2027-06-30")), source="R", fetched=date(2025, 9, 1))), by=OPERATOR)
    for day in (FETCHED, date(2025, 9, 1), None):
        assert records_of(county, seen_by=OPERATOR, known_on=day) == [first]


TEXTS = {
    "title": ("Bussen", "Åk med", "Öppet spår 2"),
    "owner": ("Region Exempel", "Åre kommun", "Ny Förening", ""),
    "start": ("2025-02-01", "2024-01-15", ""),
    "end": ("2026-12-31", "2030-06-30", "december 2027", "2028", ""),
    "granted": ("400000", "1,5 mnkr", "0", ""),
    "co_financed": ("10000", ""),
    "financier": ("Leader", "ESF+", ""),
    "contributions": ("A1a:0.5|B2a:0.5", "B1b", "A1a|A1b", ""),
    "municipalities": ("2380", "2321|2380", "hela länet", ""),
    "kind": ("förstudie", "genomförande", "ordinarie uppdrag", ""),
    "stage": ("Samtal", "Samarbete"),
    "target_group": ("unga", "unga|företag", ""),
    "note": ("Ringde dem", ""),
}
ACTS = st.sampled_from([(field, text) for field, texts in TEXTS.items() for text in texts])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(ACTS, max_size=8), st.lists(st.sampled_from(("2027-01-31", "2027-02-28", "2027-03-31")), max_size=3))
def test_taking_back_every_event_gives_the_first_imports_record(
    county: str, acts: Sequence[tuple[str, str]], editions: Sequence[str]
) -> None:
    """Corrections and new editions in any order; rolled back to the first day, the record is the one that the first file gave."""
    with transaction.atomic():
        take_in(book(ROAD), source="R", fetched=FETCHED)
        first = held("A1")
        for number, (field, text) in enumerate(acts):
            try:
                correct("A1", field, text, strategy=county, by=OPERATOR)
            except Refused:
                assert records_of(county, seen_by=OPERATOR)
            if number < len(editions):
                take_in(book(changed(ROAD, end=editions[number])), source="R", fetched=date(2025, 7, 1 + number))
        assert records_of(county, seen_by=OPERATOR, known_on=FETCHED) == [first]
        # Events are never removed: the next example starts anew as this one has never been.
        transaction.set_rollback(True)


def test_every_change_of_an_initiative_is_an_event_with_from_and_to(county: str) -> None:
    take_in(book(ROAD), fetched=FETCHED)
    correct("A1", "end", "2029-12-31", strategy=county, by=OPERATOR)
    told = [(event.verb, event.changes) for event in events_of("initiative", ["A1"], seen_by=OPERATOR)]
    assert told == [("initiative.imported", {}), ("initiative.corrected", {"end": ["2026-12-31", "2029-12-31"]})]
