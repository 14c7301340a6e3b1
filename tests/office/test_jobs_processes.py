"""Real workers: killed, stopped, frozen, side by side. Each job is done once."""

import signal

from office.places_of_work import Site, until

LEASE = 0.4


def slow(site: Site) -> dict[str, str]:
    return {"begun": str(site.folder / "begun"), "go": str(site.folder / "go")}


def has_begun(site: Site, times: int = 1) -> bool:
    begun = site.folder / "begun"
    return begun.exists() and len(begun.read_text().split()) == times


def test_two_workers_never_do_the_same_job_twice(site: Site) -> None:
    first, second = site.hire(2)
    numbers = first.do(do="order", kind="test.quick", times=60)["numbers"]
    for hands in (first, second):
        hands.begin(do="work", lease=30, until_empty=True)
    for hands in (first, second):
        assert hands.answer() == {}
    assert sorted(map(int, site.effects())) == numbers
    assert set(site.rows("SELECT state, attempts FROM office_job WHERE kind = 'test.quick'")) == {("done", 1)}


def test_a_job_whose_worker_was_killed_is_done_by_another_when_the_lease_has_run_out(site: Site) -> None:
    first, second = site.hire(2)
    first.do(do="order", kind="test.slow", arguments=slow(site))
    first.begin(do="work", lease=LEASE)
    until(lambda: has_begun(site))
    first.send(signal.SIGKILL)
    second.begin(do="work", lease=LEASE)
    until(lambda: has_begun(site, 2))
    (site.folder / "go").touch()
    until(lambda: site.job() == ("done", 2))
    assert len(site.effects()) == 1


def test_a_job_that_kills_every_worker_is_given_up_with_a_word(site: Site) -> None:
    killed = site.hire(2)
    killed[0].do(do="order", kind="test.slow", arguments=slow(site))
    for times, hands in enumerate(killed, 1):
        hands.begin(do="work", lease=LEASE)
        until(lambda times=times: has_begun(site, times))  # type: ignore[misc]
        hands.send(signal.SIGKILL)
    [last] = site.hire()
    last.begin(do="work", lease=LEASE)
    until(lambda: site.job() == ("failed", 2))
    assert site.effects() == []
    assert "was broken off each time" in str(site.rows("SELECT faults FROM office_job WHERE kind = 'test.slow'"))


def test_a_worker_that_froze_beyond_its_lease_cannot_finish_what_another_has_done(site: Site) -> None:
    frozen, other = site.hire(2)
    frozen.do(do="order", kind="test.slow", arguments=slow(site))
    frozen.begin(do="work", lease=LEASE)
    until(lambda: has_begun(site))
    frozen.send(signal.SIGSTOP)
    other.begin(do="work", lease=LEASE)
    until(lambda: has_begun(site, 2))
    (site.folder / "go").touch()
    until(lambda: site.job() == ("done", 2))
    frozen.send(signal.SIGCONT)
    frozen.send(signal.SIGTERM)
    assert frozen.answer() == {}
    assert (site.job(), len(site.effects())) == (("done", 2), 1)


def test_a_job_in_one_long_transaction_outlives_its_lease(site: Site) -> None:
    first, second = site.hire(2)
    first.do(do="order", kind="test.heavy", arguments={"seconds": 3 * LEASE})
    for hands in (first, second):
        hands.begin(do="work", lease=LEASE)
    until(lambda: site.job() == ("done", 1))
    assert len(site.effects()) == 1


def test_a_worker_asked_to_stop_ends_its_present_job_first(site: Site) -> None:
    [hands] = site.hire()
    hands.do(do="order", kind="test.slow", arguments=slow(site), times=2)
    hands.begin(do="work", lease=30)
    until(lambda: has_begun(site))
    hands.send(signal.SIGTERM)
    (site.folder / "go").touch()
    assert hands.answer() == {}
    assert sorted(site.rows("SELECT state, attempts FROM office_job WHERE kind = 'test.slow'")) == [("done", 1), ("waiting", 0)]


def test_a_worker_out_of_time_gives_its_job_back(site: Site) -> None:
    [hands] = site.hire()
    hands.do(do="order", kind="test.slow", arguments=slow(site))
    hands.begin(do="work", lease=30, grace=0)
    until(lambda: has_begun(site))
    hands.send(signal.SIGTERM)
    assert hands.answer() == {}
    assert (site.job(), site.effects()) == (("waiting", 0), [])
    (site.folder / "go").touch()
    [other] = site.hire()
    other.begin(do="work", lease=30)
    until(lambda: site.job() == ("done", 1))


def test_progress_is_seen_while_the_job_runs_and_a_cancelled_one_stops(site: Site) -> None:
    [hands] = site.hire()
    hands.do(do="order", kind="test.telling", arguments={"begun": str(site.folder / "begun")})
    hands.begin(do="work", lease=LEASE)
    until(lambda: site.rows("SELECT done, \"of\" FROM office_job WHERE kind = 'test.telling'") == [(3, 7)])
    [number] = site.rows("SELECT id FROM office_job WHERE kind = 'test.telling'")[0]
    site.hire()[0].do(do="cancel", number=number)
    hands.send(signal.SIGTERM)
    assert hands.answer() == {}
    assert site.job() == ("cancelled", 1)


def test_what_is_due_is_ordered_once_by_two_workers(site: Site) -> None:
    for hands in (pair := site.hire(2)):
        hands.begin(do="work", lease=30, until_empty=True)
    for hands in pair:
        assert hands.answer() == {}
    assert site.rows("SELECT COUNT(*) FROM office_job WHERE kind = 'test.daily'") == [(1,)]
    assert site.rows("SELECT COUNT(*) FROM office_event WHERE verb = 'test.daily'") == [(1,)]


def test_a_limit_holds_for_two_processes_together(site: Site) -> None:
    pair = site.hire(2)
    for hands in pair:
        hands.begin(do="take", key="192.0.2.1", most=50, times=40)
    assert sum(hands.answer()["given"] for hands in pair) == 50
    assert "192.0.2.1" not in str(site.rows("SELECT key, counts FROM office_taken"))
