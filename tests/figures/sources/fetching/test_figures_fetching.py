"""Fetching keeps its temper: retries what may help, gives up clearly on what does not, and stays within bounds."""

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback_server import Asked, FakeClock, Loopback, Reply, json_reply, turns

from samhandling.figures.sources.fetching import DiskCache, FetchFailed, Terms, Web
from samhandling.figures.sources.fetching.cache import Kept, key_of
from samhandling.figures.sources.fetching.pace import Pace, Rate
from samhandling.figures.sources.fetching.patience import Patience, asked_wait
from samhandling.figures.sources.fetching.saying import first_words

OK = Reply(b"whole")
BUSY = Reply(b"", 429, {"Retry-After": "7"})


def failure_of(web: Web, answer: Reply) -> FetchFailed:
    with Loopback(turns(answer)) as server, pytest.raises(FetchFailed) as caught:
        web.get(f"{server.url}/table")
    return caught.value


def test_it_gives_the_bytes_as_they_came(web: Web) -> None:
    body = bytes(range(256))
    with Loopback(turns(Reply(body, headers={"ETag": '"1"'}))) as server:
        answer = web.get(f"{server.url}/table", [("region", "04"), ("region", "20")])
    assert (answer.body, answer.headers["etag"], answer.from_disk) == (body, '"1"', False)
    assert server.asked[0].parameters == [("region", "04"), ("region", "20")]


def test_it_waits_as_long_as_the_source_asks(web: Web, clock: FakeClock) -> None:
    with Loopback(turns(BUSY, BUSY, OK)) as server:
        assert web.get(server.url).body == b"whole"
    assert clock.slept == [7.0, 7.0]


def test_it_waits_until_the_moment_that_the_source_names(web: Web, clock: FakeClock) -> None:
    moment = format_datetime(clock.now() + timedelta(seconds=42), usegmt=True)
    with Loopback(turns(Reply(b"", 503, {"Retry-After": moment}), OK)) as server:
        web.get(server.url)
    assert clock.slept == [42.0]


def test_it_does_not_wait_for_hours_but_says_until_when(web: Web, clock: FakeClock) -> None:
    failure = failure_of(web, Reply(b"", 429, {"Retry-After": "7200"}))
    assert clock.slept == []
    assert failure.reason == "too_many"
    assert failure.until == clock.now() + timedelta(hours=2)
    assert "2026-06-01 14:00" in failure.faults[0].way_out.sv


@pytest.mark.parametrize(
    ("reply", "reason", "calls"),
    [
        (Reply(b'{"title":"x","detail":"Database down"}', 500), "server_error", 3),
        (Reply(b"", 502), "server_error", 3),
        (Reply(b"half of this is lost on the way", manner="cut"), "cut_off", 3),
        (Reply(manner="silent"), "slow", 3),
        (Reply(b"\x1f\x8b not gzip", headers={"Content-Encoding": "gzip"}), "cut_off", 3),
        (Reply(b"", 404), "vanished", 1),
        (Reply(b"", 410), "vanished", 1),
        (Reply(b"", 400), "rejected", 1),
        (Reply(b"", 403), "forbidden", 1),
        (Reply(b"x" * 50_000, manner="endless"), "too_large", 1),
        (Reply(b"", 302, {"Location": "https://elsewhere.example/"}), "moved", 1),
    ],
)
def test_it_tries_again_only_what_may_pass(web: Web, reply: Reply, reason: str, calls: int) -> None:
    with Loopback(turns(reply)) as server, pytest.raises(FetchFailed) as caught:
        web.get(f"{server.url}/table")
    failure = caught.value
    assert (failure.reason, len(server.asked), failure.is_passing) == (reason, calls, calls > 1)
    fault = failure.faults[0]
    assert fault.location.file == f"{server.url}/table"
    assert all((fault.read, fault.expected.sv, fault.way_out.sv, fault.way_out.en))


def test_it_says_what_the_source_said(web: Web) -> None:
    failure = failure_of(web, Reply(b'{"title":"Bad Request","detail":"Value, 99 is not valid"}', 400))
    assert failure.faults[0].read == "HTTP 400 Bad Request Value, 99 is not valid"


def test_it_recovers_from_a_bad_moment(web: Web, clock: FakeClock) -> None:
    with Loopback(turns(Reply(b"", 500), Reply(b"lost on the way", manner="cut"), OK)) as server:
        assert web.get(server.url).body == b"whole"
    assert clock.slept == [1.0, 2.0]


def test_it_names_a_host_that_does_not_answer(web: Web) -> None:
    with Loopback(turns(OK)) as server:
        url = server.url
    with pytest.raises(FetchFailed) as caught:
        web.get(url)
    assert caught.value.reason == "unreachable"


@pytest.mark.parametrize("url", ["ftp://host/file", "file:///etc/passwd", "http://[", "not an address"])
def test_it_asks_only_web_addresses(web: Web, url: str) -> None:
    with pytest.raises(FetchFailed) as caught:
        web.get(url)
    assert caught.value.reason == "rejected"


def test_it_gives_up_a_body_that_comes_too_slowly() -> None:
    clock = FakeClock(tick=20.0)
    terms = Terms(whole_seconds=100.0, patience=Patience(attempts=1))
    with (
        Loopback(turns(Reply(b"x" * 200, manner="drip"))) as server,
        Web(terms=terms, clock=clock) as web,
        pytest.raises(FetchFailed) as caught,
    ):
        web.get(server.url)
    assert caught.value.reason == "slow"


def test_it_bounds_what_a_packed_body_unpacks_to() -> None:
    bomb = gzip.compress(b"0" * 3_000_000)
    server, web = Loopback(turns(Reply(bomb, headers={"Content-Encoding": "gzip"}))), Web(terms=Terms(most_bytes=1_000_000))
    with server, web, pytest.raises(FetchFailed) as caught:
        web.get(server.url)
    assert len(bomb) < 1_000_000
    assert caught.value.reason == "too_large"


def test_it_follows_a_source_that_moved_within_its_host(web: Web) -> None:
    def answer(asked: Asked) -> Reply:
        return OK if asked.path == "/new" else Reply(b"", 301, {"Location": "/new"})

    with Loopback(answer) as server:
        assert web.get(f"{server.url}/old").body == b"whole"


def test_it_does_not_run_in_circles(web: Web) -> None:
    with Loopback(turns(Reply(b"", 301, {"Location": "/again"}))) as server, pytest.raises(FetchFailed) as caught:
        web.get(f"{server.url}/old")
    assert caught.value.reason == "moved"
    assert len(server.asked) < 10


@pytest.fixture
def kept_web(clock: FakeClock, tmp_path: Path) -> Iterator[Web]:
    with Web(disk=DiskCache(tmp_path), clock=clock, terms=Terms(patience=Patience(attempts=1))) as web:
        yield web


def test_it_does_not_ask_again_for_what_is_young_enough(kept_web: Web, clock: FakeClock) -> None:
    with Loopback(turns(Reply(b"one"), Reply(b"two"))) as server:
        first = kept_web.get(server.url, max_age=timedelta(hours=1))
        clock.sleep(3000)
        second = kept_web.get(server.url, max_age=timedelta(hours=1))
        clock.sleep(3000)
        third = kept_web.get(server.url, max_age=timedelta(hours=1))
    assert [first.body, second.body, third.body] == [b"one", b"one", b"two"]
    assert (second.from_disk, second.accessed) == (True, first.accessed)


@pytest.mark.parametrize(
    ("given", "condition"),
    [
        ({"ETag": '"7"'}, ("if-none-match", '"7"')),
        ({"Last-Modified": "Mon, 01 Jun 2026 06:00:00 GMT"}, ("if-modified-since", "Mon, 01 Jun 2026 06:00:00 GMT")),
    ],
)
def test_it_asks_only_whether_it_has_changed(kept_web: Web, clock: FakeClock, given: dict[str, str], condition: tuple[str, str]) -> None:
    def answer(asked: Asked) -> Reply:
        return Reply(b"", 304) if condition[0] in asked.headers else Reply(b"body", headers=given)

    with Loopback(answer) as server:
        kept_web.get(server.url)
        clock.sleep(60)
        again = kept_web.get(server.url)
    assert (again.body, again.from_disk, again.accessed, again.status) == (b"body", True, clock.now(), 200)
    assert server.asked[1].headers[condition[0]] == condition[1]


def test_it_keeps_different_questions_apart(kept_web: Web) -> None:
    with Loopback(lambda asked: Reply(asked.body)) as server:
        for region in ("04", "20"):
            assert kept_web.post(server.url, {"region": region}, max_age=timedelta(days=1)).body.decode() == f'{{"region":"{region}"}}'
        assert kept_web.post(server.url, {"region": "04"}, max_age=timedelta(days=1)).from_disk
    assert len(server.asked) == 2


def test_it_never_keeps_a_failure(kept_web: Web) -> None:
    with Loopback(turns(Reply(b"", 404), OK)) as server:
        with pytest.raises(FetchFailed):
            kept_web.get(server.url, max_age=timedelta(days=1))
        assert kept_web.get(server.url, max_age=timedelta(days=1)).body == b"whole"


@pytest.mark.parametrize("suffix", [".body", ".json"])
def test_it_distrusts_a_damaged_copy(kept_web: Web, tmp_path: Path, suffix: str) -> None:
    with Loopback(turns(OK)) as server:
        kept_web.get(server.url, max_age=timedelta(days=1))
        for path in tmp_path.glob(f"*{suffix}"):
            path.write_bytes(b"{}")
        assert not kept_web.get(server.url, max_age=timedelta(days=1)).from_disk


def test_it_makes_room_by_letting_the_oldest_go(tmp_path: Path) -> None:
    import os

    disk = DiskCache(tmp_path, most_bytes=25)
    for number in range(4):
        disk.keep(f"key{number}", Kept("u", datetime(2026, 1, 1, tzinfo=UTC), {}, b"0123456789"))
        for path in tmp_path.glob(f"key{number}-*"):
            os.utime(path, (number, number))
    assert [disk.find(f"key{number}") is not None for number in range(4)] == [False, False, True, True]


@settings(max_examples=30)
@given(st.binary(max_size=200), st.dictionaries(st.sampled_from(["etag", "last-modified", "content-type"]), st.text(max_size=20)))
def test_what_is_kept_is_found_as_it_was(tmp_path_factory: pytest.TempPathFactory, body: bytes, headers: dict[str, str]) -> None:
    disk = DiskCache(tmp_path_factory.mktemp("disk"))
    kept = Kept("http://a/ö", datetime(2026, 1, 1, tzinfo=UTC), headers, body)
    key = key_of("GET", "http://a/ö", body)
    disk.keep(key, Kept("older", datetime(2025, 1, 1, tzinfo=UTC), {}, b"older"))
    disk.keep(key, kept)
    assert disk.find(key) == kept


@settings(max_examples=30)
@given(st.integers(1, 5), st.integers(1, 20), st.lists(st.floats(0, 3), max_size=25))
def test_no_window_holds_more_calls_than_the_rate(calls: int, seconds: int, gaps: list[float]) -> None:
    clock = FakeClock()
    pace = Pace(clock, Rate(calls, float(seconds)))
    moments = []
    for gap in gaps:
        clock.passed += gap
        pace.wait_for("host")
        moments.append(clock.passed)
    for first, later in zip(moments, moments[calls:], strict=False):
        assert later - first >= seconds - 1e-6


def test_one_busy_host_does_not_hold_up_another() -> None:
    clock = FakeClock()
    pace = Pace(clock, Rate(1, 10.0))
    assert [pace.wait_for("a"), pace.wait_for("b"), pace.wait_for("a")] == [0.0, 0.0, 10.0]


@settings(max_examples=30)
@given(st.integers(2, 12), st.floats(0, 1))
def test_waits_grow_with_jitter_and_have_a_bound(attempt: int, chance: float) -> None:
    patience = Patience(first_seconds=1.0, longest_seconds=30.0)
    whole = min(30.0, 2.0 ** (attempt - 2))
    assert whole / 2 <= patience.seconds_before(attempt, lambda: chance) <= whole


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("12", 12.0),
        (" 0 ", 0.0),
        ("", None),
        (None, None),
        ("soon", None),
        ("-3", None),
        ("Mon, 01 Jun 2026 12:00:30 GMT", 30.0),
        ("Mon, 01 Jun 2020 12:00:30 GMT", 0.0),
    ],
)
def test_it_reads_both_forms_of_retry_after(header: str | None, seconds: float | None) -> None:
    assert asked_wait(header, datetime(2026, 6, 1, 12, 0, tzinfo=UTC)) == seconds


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"error":[{"status":404,"label":"ERR_NOT_FOUND_4: X"}]}', "ERR_NOT_FOUND_4: X"),
        (b"<html><body><h1>Not  Found</h1></body></html>", "Not Found"),
        (b"<S:Fault><faultcode>413</faultcode><faultstring>EXTRACTION_TOO_BIG: x</faultstring></S:Fault>", "EXTRACTION_TOO_BIG: x"),
        (b"\xff\xfe\x00", "��"),
        (b"a" * 400, "a" * 300 + "…"),
        (b"", ""),
    ],
)
def test_it_finds_the_message_in_an_error(body: bytes, words: str) -> None:
    assert first_words(body) == words


@settings(max_examples=30)
@given(st.binary(max_size=300))
def test_any_error_body_gives_one_printable_line(body: bytes) -> None:
    assert "\n" not in first_words(body)


def test_it_keeps_json_letters_as_they_are(web: Web) -> None:
    with Loopback(lambda asked: json_reply(asked.json)) as server:
        web.post(server.url, {"Kön": "å"})
    assert server.asked[0].body == '{"Kön":"å"}'.encode()


def test_a_disk_that_cannot_be_written_costs_only_the_copy(clock: FakeClock, tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"a file where a folder should be")
    with Loopback(turns(OK)) as server, Web(disk=DiskCache(tmp_path / "taken"), clock=clock) as web:
        assert web.get(server.url, max_age=timedelta(days=1)).body == b"whole"
        assert not web.get(server.url, max_age=timedelta(days=1)).from_disk


def test_nothing_unfinished_is_left_behind(kept_web: Web, tmp_path: Path) -> None:
    with Loopback(lambda asked: Reply(asked.path.encode())) as server:
        for number in range(3):
            kept_web.get(f"{server.url}/{number}")
            kept_web.get(f"{server.url}/{number}")
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".body"] * 3 + [".json"] * 3
