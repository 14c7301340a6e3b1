"""The power goes, two people write at once, the disk is full: nothing is half-written and nothing is lost."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from stories.installed import SORMLAND, Answer, Installation, write_csv

BENCH = Path(__file__).parents[2] / "bench" / "portfolio_file.py"
HEADINGS = ("id", "title", "owner", "start", "end", "granted", "contributions")
ROWS = 3_000


def portfolio(folder: Path, rows: int, seed: int = 1) -> Path:
    """An invented portfolio of many rows."""
    path = folder / f"stor-{rows}-{seed}.csv"
    subprocess.run([sys.executable, BENCH, str(rows), path, "--seed", str(seed)], check=True)
    return path


def is_whole(installation: Installation) -> bool:
    """SQLite says that its file is whole; a server looks after its own."""
    if installation.database:
        return True
    connection = sqlite3.connect(installation.sqlite)
    try:
        answers = [connection.execute(f"PRAGMA {check}").fetchall() for check in ("integrity_check", "foreign_key_check")]
    finally:
        connection.close()
    return answers == [[("ok",)], []]


def count(installation: Installation) -> int:
    return len(installation.json("initiative", "list"))


@pytest.mark.parametrize("seed", range(4))
def test_an_import_that_is_killed_leaves_all_of_it_or_nothing(installation: Installation, tmp_path: Path, seed: int) -> None:
    installation.do("strategy", "load", SORMLAND)
    before = installation.json("actors", "list")
    file = portfolio(tmp_path, ROWS)
    process = installation.start("portfolio", "import", file)
    killed = _kill_while_writing(installation, process, random.Random(seed))
    assert is_whole(installation)
    held, runs = count(installation), installation.json("portfolio", "runs")
    assert (held, len(runs)) in ((0, 0), (ROWS, 1)), killed
    if held == 0:
        assert installation.json("actors", "list") == before
        assert installation.json("doubts", "list") == []
    answer = installation.do("portfolio", "import", file).words
    assert ("inget nytt" if held else f"{ROWS} nya insatser") in answer
    assert count(installation) == ROWS


def _kill_while_writing(installation: Installation, process: "subprocess.Popen[str]", chance: random.Random) -> bool:
    """Kill at a moment after writing has begun, where that can be seen, else at some moment; tells whether it was still running."""
    log = installation.sqlite.with_name(f"{installation.sqlite.name}-wal")
    start = log.stat().st_size if log.exists() else 0
    give_up = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < give_up:
        if installation.database or (log.exists() and log.stat().st_size > start):
            break
        time.sleep(0.01)
    for _ in range(chance.randrange(1, 60) * (5 if installation.database else 1)):
        if process.poll() is not None:
            break
        time.sleep(0.02)
    is_running = process.poll() is None
    if is_running:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return is_running


def test_two_imports_at_once_both_get_in(begun: Installation, tmp_path: Path) -> None:
    files = [portfolio_of_own(tmp_path, letter) for letter in "AB"]
    before = count(begun)
    processes = [begun.start("portfolio", "import", file, "--source", file.stem) for file in files]
    for process in processes:
        out, err = process.communicate(timeout=240)
        assert process.returncode == 0, out + err
    assert count(begun) == before + 400
    assert is_whole(begun)
    assert [run["counts"]["created"] for run in begun.json("portfolio", "runs")] == [68, 200, 200]


def portfolio_of_own(folder: Path, letter: str) -> Path:
    """Two hundred efforts of owners that the other file has too."""
    rows = [(f"{letter}{n}", f"Insats {letter} {n}", f"Ägare {n % 20}", "2018-01-01", "2018-12-31", 1000, "2.2") for n in range(200)]
    return write_csv(folder / f"{letter}.csv", HEADINGS, *rows)


def test_corrections_at_once_lose_nothing(begun: Installation) -> None:
    processes = [
        begun.start("initiative", "correct", "20200336", field, value)
        for field, value in (("note", "Ringde dem"), ("end", "2019-12-31"), ("granted", "1000"), ("purpose_en", "More"))
    ]
    for process in processes:
        out, err = process.communicate(timeout=240)
        assert process.returncode == 0, out + err
    shown = begun.json("initiative", "show", "20200336")
    assert (shown["note"], shown["end"], shown["purpose_en"], shown["version"]) == ("Ringde dem", "2019-12-31", "More", 5)
    assert [grant["amount"] for grant in shown["grants"]] == ["1000"]


def test_first_commands_at_once_make_one_database(installation: Installation) -> None:
    processes = [installation.start("strategy", "load", SORMLAND) for _ in range(3)]
    for process in processes:
        out, err = process.communicate(timeout=240)
        assert process.returncode == 0, out + err
    assert is_whole(installation)


def only_sqlite(installation: Installation) -> None:
    if installation.database:
        pytest.skip("a server looks after its own disk")


def has_no_traceback(answer: Answer) -> bool:
    return "Traceback" not in answer.out + answer.err


def test_a_full_disk_is_said_and_nothing_is_half_written(begun: Installation, tmp_path: Path) -> None:
    only_sqlite(begun)
    file = portfolio(tmp_path, 1_000)
    # No file of the process may grow beyond this: the database's log stops in the middle of the import, as on a full disk.
    limit = begun.sqlite.stat().st_size + 300_000
    answer = limited(begun, limit, "portfolio", "import", file)
    assert answer.code == 3, answer.words
    assert has_no_traceback(answer)
    assert "Frigör utrymme" in answer.words
    assert is_whole(begun)
    assert count(begun) == 68
    assert "1000 nya insatser" in begun.do("portfolio", "import", file).words


def limited(installation: Installation, most_bytes: int, *words: str | Path) -> Answer:
    """Run a command whose files may not grow beyond a size."""
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({most_bytes}, {most_bytes})); "
        "from samhandling.cli.main import run; sys.argv = ['samhandling', *sys.argv[1:]]; run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        cwd=installation.folder,
        env=installation.environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def test_a_database_that_somebody_holds_is_said_after_a_wait(begun: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    only_sqlite(begun)
    connection = sqlite3.connect(begun.sqlite, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        answer = begun.ask("initiative", "correct", "20200336", "note", "x")
    finally:
        connection.execute("ROLLBACK")
        connection.close()
    assert answer.code == 3
    assert has_no_traceback(answer)
    assert "upptagen" in answer.words
    begun.do("initiative", "correct", "20200336", "note", "x")


@pytest.mark.parametrize(
    "url",
    ["postgres://ingen:hemlig@127.0.0.1:1/finns_inte", "postgres://ingen:hemlig@finns-inte.invalid/finns_inte"],
)
def test_a_database_that_does_not_answer_is_said_without_its_password(installation: Installation, url: str) -> None:
    answer = installation.ask("portfolio", "runs", DATABASE_URL=url)
    assert answer.code == 3
    assert has_no_traceback(answer)
    assert "DATABASE_URL" in answer.words
    assert "hemlig" not in answer.words


def test_a_file_that_is_no_database_is_said(begun: Installation) -> None:
    only_sqlite(begun)
    begun.sqlite.write_bytes(b"not a database at all, but long enough to have been one " * 100)
    for companion in ("-wal", "-shm"):
        begun.sqlite.with_name(begun.sqlite.name + companion).unlink(missing_ok=True)
    answer = begun.ask("portfolio", "runs")
    assert answer.code == 3
    assert has_no_traceback(answer)
    assert "säkerhetskopia" in answer.words
