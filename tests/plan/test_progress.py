"""How an initiative goes, case by case."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.ground.periods import Period
from samhandling.plan.rules.progress import Progress, standing
from samhandling.plan.rules.record import Activity, InitiativeRecord, Kind, Stage, Told, ToldStatus

ON = date(2026, 3, 1)
RUNNING = InitiativeRecord("A", "Lotsen", period=Period(date(2025, 1, 1), date(2026, 12, 31)))
LAST = date(2026, 2, 1)


def doing(*activities: Activity, **more: object) -> InitiativeRecord:
    return replace(RUNNING, activities=activities, **more)  # type: ignore[arg-type]


CASES = {
    "an idea is being prepared": (replace(RUNNING, stage=Stage.IDEA), Progress.PREPARING),
    "one without activities has no plan to follow": (RUNNING, Progress.NO_PLAN),
    "an activity whose day has passed is late": (doing(Activity("1", "Kurs", end=LAST)), Progress.LATE),
    "one that was done in time is not": (doing(Activity("1", "Kurs", end=LAST, done=LAST), Activity("2", "Mer")), Progress.ON_TIME),
    "one that was done too late is done all the same": (
        doing(Activity("1", "Kurs", end=LAST, done=ON), Activity("2", "Mer")),
        Progress.ON_TIME,
    ),
    "one that is done tomorrow is late today": (doing(Activity("1", "Kurs", end=LAST, done=date(2026, 3, 2))), Progress.LATE),
    "a last day that is today is not late": (doing(Activity("1", "Kurs", end=ON)), Progress.ON_TIME),
    "an activity without a day is never late": (doing(Activity("1", "Kurs")), Progress.ON_TIME),
    "all done is done": (doing(Activity("1", "Kurs", done=LAST)), Progress.DONE),
    "a standing commitment is never done": (doing(Activity("1", "Kurs", done=LAST), kind=Kind.STANDING), Progress.ON_TIME),
    "past its end it has ended": (replace(RUNNING, period=Period(date(2024, 1, 1), LAST)), Progress.ENDED),
    "past its end with something left it is late": (doing(Activity("1", "Kurs"), period=Period(date(2024, 1, 1), LAST)), Progress.LATE),
    "before its start it is coming": (replace(RUNNING, period=Period(date(2027, 1, 1), date(2028, 1, 1))), Progress.COMING),
    "without days it is unknown": (replace(RUNNING, period=Period()), Progress.UNKNOWN),
}


@pytest.mark.parametrize(("record", "expected"), CASES.values(), ids=CASES)
def test_it_follows_from_stage_days_and_activities(record: InitiativeRecord, expected: Progress) -> None:
    found = standing(record, ON)
    assert found.status is found.computed is expected
    assert found.reasons
    assert all(said.sv and said.en for said in found.reasons)


def test_what_a_person_tells_stands_over_it_and_the_computed_is_kept() -> None:
    late = doing(Activity("1", "Kurs", end=LAST), told=Told(ToldStatus.POSTPONED, "Väntar på lokaler.", date(2026, 2, 20)))
    found = standing(late, ON)
    assert (found.status, found.computed, found.is_told) == (Progress.POSTPONED, Progress.LATE, True)
    assert "Väntar på lokaler." in found.reasons[0].sv
    assert standing(late, date(2026, 2, 19)).status is Progress.LATE


@given(
    st.lists(st.tuples(st.dates(date(2025, 1, 1), date(2027, 1, 1)), st.none() | st.dates(date(2025, 1, 1), date(2027, 1, 1))), max_size=6)
)
def test_a_late_activity_is_always_told_of(pairs: list[tuple[date, date | None]]) -> None:
    activities = tuple(Activity(str(number), "Kurs", end=end, done=done) for number, (end, done) in enumerate(pairs))
    found = standing(doing(*activities), ON)
    late = {one.id for one in activities if one.end and one.end < ON and (one.done is None or one.done > ON)}
    assert set(found.late) == late
    assert (found.status is Progress.LATE) == bool(late)
