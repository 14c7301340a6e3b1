"""The queue as one process sees it: who may see, cancel and order; what comes again by itself; what a failure becomes."""

import os
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from samhandling.ground.faults import Location, Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR, VISITOR, Role, Viewer, ViewerKind
from samhandling.office.jobs import tidy as jobs_tidy
from samhandling.office.jobs.files import forget_upload, keep_upload, uploaded, uploaded_name
from samhandling.office.jobs.ordering import JOB, MOST_OF_ONE_PERSON, cancel, enqueue
from samhandling.office.jobs.queries import job as one_job
from samhandling.office.jobs.queries import jobs
from samhandling.office.jobs.queue import Lost, Progress, claim, finish, give_back, heartbeat
from samhandling.office.jobs.registry import job, kinds
from samhandling.office.jobs.repeating import Daily, Weekly, due
from samhandling.office.jobs.running import Running
from samhandling.office.jobs.worker import Pace, Worker
from samhandling.office.models import Event, Job

ANNA = Viewer(ViewerKind.PERSON, 1, frozenset({"contributor"}), frozenset({"flen"}))
BO = Viewer(ViewerKind.PERSON, 2, frozenset({"contributor"}))
LEASE = timedelta(minutes=1)
SECONDS_OF_A_YEAR = 366 * 86_400

pytestmark = pytest.mark.django_db(transaction=True)


@job("made.up")
def made_up(running: Running) -> dict[str, str]:
    """Does what its arguments say."""
    match running.arguments.get("end"):
        case "refused":
            raise refusal("31 juni", Said("En dag som finns.", "A day that exists."), Said("Rätta den.", "Mend it."), Location(row=17))
        case "wrong":
            raise ZeroDivisionError("with a secret in it")
        case "lost":
            Job.objects.filter(pk=running.claimed.number).update(state=Job.State.CANCELLED)
    running.tell(4, 4, Said("Fyra av fyra rader.", "Four of four rows."))
    return {"by": running.by.kind.value, "actors": ",".join(sorted(running.by.actors))}


def work(home: Path, **more: timedelta) -> None:
    Worker(home, Pace(**{"look": timedelta(), "first_wait": timedelta(), **more})).run(until_empty=True)


def test_a_job_is_done_with_the_permissions_of_whoever_ordered_it(tmp_path: Path) -> None:
    number = enqueue("made.up", {"rows": 4}, by=ANNA)
    waiting = one_job(number, seen_by=ANNA)
    work(tmp_path)
    done = one_job(number, seen_by=ANNA)
    assert waiting is not None
    assert done is not None
    assert (waiting.state, waiting.is_open, waiting.started) == ("waiting", True, None)
    assert (done.state, done.is_open, done.result) == ("done", False, {"by": "person", "actors": "flen"})
    assert (done.done, done.of, done.said) == (4, 4, Said("Fyra av fyra rader.", "Four of four rows."))
    assert done.started is not None
    assert done.ended is not None


def test_what_was_wrong_with_the_work_itself_is_told_and_not_tried_again(tmp_path: Path) -> None:
    number = enqueue("made.up", {"end": "refused"}, by=ANNA)
    work(tmp_path)
    found = one_job(number, seen_by=ANNA)
    assert found is not None
    assert (found.state, found.attempts) == ("failed", 1)
    [fault] = found.faults
    assert (fault.location.row, fault.read, fault.way_out) == (17, "31 juni", Said("Rätta den.", "Mend it."))


def test_what_went_wrong_on_our_side_is_tried_again_a_few_times_and_tells_no_secret(tmp_path: Path) -> None:
    number = enqueue("made.up", {"end": "wrong"}, by=ANNA)
    work(tmp_path)
    found = one_job(number, seen_by=ANNA)
    assert found is not None
    assert (found.state, found.attempts) == ("failed", 3)
    assert str(number) in found.faults[0].way_out.sv
    assert "secret" not in str(found)


def test_a_second_attempt_waits_longer_each_time_but_never_beyond_an_hour() -> None:
    waits = [Pace().wait_after(attempt).total_seconds() for attempt in range(1, 8)]
    assert waits == [10, 40, 160, 640, 2560, 3600, 3600]


def test_a_job_that_waits_for_its_second_attempt_is_let_be_until_then(tmp_path: Path) -> None:
    number = enqueue("made.up", {"end": "wrong"}, by=ANNA)
    work(tmp_path, first_wait=timedelta(hours=1))
    found = one_job(number, seen_by=ANNA)
    assert found is not None
    assert (found.state, found.attempts, found.not_before > timezone.now()) == ("waiting", 1, True)


def test_a_job_that_was_taken_away_is_left_as_it_is(tmp_path: Path) -> None:
    number = enqueue("made.up", {"end": "lost"}, by=ANNA)
    work(tmp_path)
    found = one_job(number, seen_by=ANNA)
    assert found is not None
    assert (found.state, found.result) == ("cancelled", {})


def test_whoever_may_no_longer_do_it_has_the_job_refused(tmp_path: Path) -> None:
    number = enqueue("made.up", by=ANNA)
    Worker(tmp_path, Pace(), as_now=lambda by: None if by.person == ANNA.person else by).run(until_empty=True)
    found = one_job(number, seen_by=ANNA)
    assert found is not None
    assert (found.state, found.attempts, len(found.faults)) == ("failed", 1, 1)


@pytest.mark.parametrize(
    ("viewer", "sees"),
    [
        (ANNA, True),
        (BO, False),
        (VISITOR, False),
        (Viewer(ViewerKind.LINK, None, actors=frozenset({"flen"})), False),
        (Viewer(ViewerKind.LINK, 1, actors=frozenset({"flen"})), False),
        (Viewer(ViewerKind.TOKEN, 1, read_only=True), True),
        (Viewer(ViewerKind.PERSON, 3, frozenset({"strategist"})), True),
        (Viewer(ViewerKind.PERSON, 3, frozenset({"reader"})), True),
        (OPERATOR, True),
    ],
)
def test_a_job_is_seen_by_whoever_ordered_it_and_those_who_see_working_material(viewer: Viewer, sees: bool) -> None:
    number = enqueue("made.up", by=ANNA)
    enqueue("made.up", by=JOB)
    assert (one_job(number, seen_by=viewer) is not None) is sees
    assert (number in [row.number for row in jobs(seen_by=viewer)]) is sees
    assert len(jobs(seen_by=viewer, open_only=True)) == (2 if viewer.sees_internal else int(sees))


@pytest.mark.parametrize(("viewer", "may"), [(ANNA, True), (BO, False), (VISITOR, False), (OPERATOR, True), (Viewer(ViewerKind.TOKEN, 1, read_only=True), False)])  # fmt: skip
def test_a_job_is_cancelled_by_whoever_ordered_it_or_a_strategist(viewer: Viewer, may: bool) -> None:
    number = enqueue("made.up", by=ANNA)
    if not may:
        with pytest.raises(Refused):
            cancel(number, by=viewer)
        return
    cancel(number, by=viewer)
    with pytest.raises(Refused):
        cancel(number, by=viewer)
    assert claim("me", lease=LEASE, kinds=kinds()) is None
    assert list(Event.objects.filter(subject="job", subject_id=str(number)).values_list("verb", flat=True)) == [
        "job.ordered",
        "job.cancelled",
    ]


def test_an_order_under_the_same_key_is_the_same_job() -> None:
    first = enqueue("made.up", key="a", by=ANNA)
    assert enqueue("made.up", key="a", by=BO) == first
    assert enqueue("made.up", key="b", by=ANNA) != first
    assert Event.objects.filter(verb="job.ordered").count() == 2


def test_one_person_may_not_fill_the_queue(tmp_path: Path) -> None:
    for _ in range(MOST_OF_ONE_PERSON):
        enqueue("made.up", by=ANNA)
    with pytest.raises(Refused):
        enqueue("made.up", by=ANNA)
    enqueue("made.up", by=BO)
    work(tmp_path)
    enqueue("made.up", by=ANNA)


def test_work_that_nobody_does_is_not_ordered() -> None:
    with pytest.raises(ValueError, match="nobody does"):
        enqueue("unheard.of", by=OPERATOR)


def test_two_cannot_hand_in_the_same_kind() -> None:
    with pytest.raises(ValueError, match="already"):
        job("made.up")(lambda running: None)


def test_a_lease_that_ran_out_is_lost_for_its_holder_and_a_beat_keeps_it() -> None:
    enqueue("made.up", by=ANNA)
    first = claim("one", lease=timedelta(seconds=-1), kinds=kinds())
    assert first is not None
    assert heartbeat(first, LEASE, Progress(1, 2))
    assert claim("two", lease=LEASE, kinds=kinds()) is None
    assert heartbeat(first, timedelta(seconds=-1), Progress(1, 2))
    second = claim("two", lease=LEASE, kinds=kinds())
    assert second is not None
    assert (second.number, second.attempt) == (first.number, 2)
    assert not heartbeat(first, LEASE, Progress())
    assert not give_back(first)
    with pytest.raises(Lost):
        finish(first, {}, Progress())
    finish(second, {"fine": True}, Progress())


def test_a_worker_takes_only_what_it_can_do() -> None:
    enqueue("made.up", by=ANNA)
    assert claim("older", lease=LEASE, kinds={"other"}) is None


STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.mark.parametrize(
    ("now", "key"),
    [
        ("2026-11-23T06:59", None),
        ("2026-11-23T07:00", "m:2026-11-23T07:00"),
        ("2026-11-24T06:59", "m:2026-11-23T07:00"),
        ("2026-11-24T07:01", None),
        ("2026-03-30T07:30", "m:2026-03-30T07:00"),
    ],
)
def test_monday_at_seven_is_due_on_mondays_and_for_a_day_after_where_nobody_worked(now: str, key: str | None) -> None:
    found = due([("m", Weekly(0, time(7)))], datetime.fromisoformat(now).replace(tzinfo=STOCKHOLM))
    assert [one for _, one in found] == ([key] if key else [])


@given(st.integers(0, SECONDS_OF_A_YEAR), st.integers(0, 6), st.times())
def test_the_latest_moment_is_never_ahead_and_never_more_than_a_period_behind(seconds: int, weekday: int, at: time) -> None:
    now = (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).astimezone(STOCKHOLM)
    for period, longest in ((Daily(at), timedelta(days=1)), (Weekly(weekday, at), timedelta(days=7))):
        latest = period.latest(now)
        assert timedelta() <= now - latest <= longest
        assert (latest.hour, latest.minute) == (at.hour, at.minute)


def test_an_upload_lies_under_a_name_that_tells_nothing_and_no_other_name_is_opened(tmp_path: Path) -> None:
    name = keep_upload([b"en ", b"fil"], home=tmp_path, ending="XLSX")
    assert uploaded(name, home=tmp_path).read_bytes() == b"en fil"
    assert uploaded(name, home=tmp_path).stat().st_mode & 0o077 == 0
    assert name.endswith(".xlsx")
    for bad in ("../secret.key", "secret.key", "", name + "/..", name.upper()):
        with pytest.raises(ValueError):
            uploaded_name(bad)
    with pytest.raises(ValueError):
        keep_upload([b""], home=tmp_path, ending="x/../y")
    forget_upload(name, home=tmp_path)
    assert list((tmp_path / "uploads").iterdir()) == []


def test_an_upload_beyond_the_limit_is_refused_and_nothing_of_it_is_left(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        keep_upload([b"12345"] * 3, home=tmp_path, most_bytes=14)
    assert list((tmp_path / "uploads").iterdir()) == []


def test_every_night_what_has_served_its_time_is_removed_and_nothing_else(tmp_path: Path) -> None:
    needed, old, fresh = (keep_upload([b"x"], home=tmp_path) for _ in range(3))
    enqueue("made.up", by=ANNA)
    work(tmp_path)
    Job.objects.update(ended=timezone.now() - jobs_tidy.JOBS_KEPT - timedelta(days=1))
    enqueue("made.up", by=ANNA, file=needed, not_before=timezone.now() + timedelta(days=1))
    later = timezone.now() + jobs_tidy.UPLOADS_KEPT

    for name in (needed, old):
        os.utime(uploaded(name, home=tmp_path), (0, 0))
    assert jobs_tidy.remove_uploads(tmp_path, later - timedelta(minutes=1)) == 1
    number = enqueue("office.tidy", by=JOB)
    work(tmp_path)
    assert uploaded(needed, home=tmp_path).exists()
    assert uploaded(fresh, home=tmp_path).exists()
    assert not uploaded(old, home=tmp_path).exists()
    done = one_job(number, seen_by=OPERATOR)
    assert done is not None
    assert done.result["jobs"] >= 1
    assert [row.state for row in jobs(seen_by=ANNA)] == ["waiting"]


def test_a_job_is_done_with_the_permissions_of_today() -> None:
    from samhandling.cli.work import as_now
    from samhandling.people.actions import add_person, switch_off
    from samhandling.people.queries import persons, viewer_of_person

    add_person("anna@exempel.se", "en lång nog hemlighet", role=Role.STRATEGIST, name="Anna", by=OPERATOR)
    [anna] = [row.id for row in persons(seen_by=OPERATOR)]
    ordered = Viewer(ViewerKind.PERSON, anna, frozenset({Role.READER}))
    token = Viewer(ViewerKind.TOKEN, anna, frozenset({Role.STRATEGIST, Role.ADMINISTRATOR}), read_only=True)
    assert as_now(ordered) == viewer_of_person(anna)
    assert as_now(token) == Viewer(ViewerKind.TOKEN, anna, frozenset({Role.STRATEGIST}), read_only=True)
    assert as_now(JOB) == JOB
    switch_off("anna@exempel.se", by=OPERATOR)
    assert as_now(ordered) is None
    assert as_now(token) is None
