"""The site and its worker live and die together."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from office.places_of_work import Site, until
from stories.installed import COMMAND

# Children as light as can be: each writes its number down, and waits for its end.
CHILD = "import os, pathlib, sys, time; pathlib.Path(sys.argv[1], str(os.getpid())).touch(); time.sleep(float(sys.argv[2]))"
# Whoever runs the tests in the background has them begin with SIGINT ignored.
PARENT = f"""
import signal, sys
from samhandling.cli import serve
signal.signal(signal.SIGINT, signal.default_int_handler)
serve._START, serve._REST_SECONDS = (sys.executable, "-c", {CHILD!r}), 0.05
sys.exit(serve.Together((sys.argv[1] + "/site", sys.argv[2]), (sys.argv[1] + "/work", "600")).run())
"""


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def pids(folder: Path) -> list[int]:
    return sorted(int(path.name) for path in folder.iterdir())


def parent(folder: Path, site_lasts: str) -> "subprocess.Popen[bytes]":
    for name in ("site", "work"):
        (folder / name).mkdir()
    return subprocess.Popen([sys.executable, "-c", PARENT, str(folder), site_lasts], stdout=subprocess.DEVNULL)


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_both_end_and_a_worker_that_fell_had_been_started_again(tmp_path: Path, asked: signal.Signals) -> None:
    process = parent(tmp_path, "600")
    until(lambda: pids(tmp_path / "site") and pids(tmp_path / "work"))
    [first] = pids(tmp_path / "work")
    os.kill(first, signal.SIGKILL)
    until(lambda: len(pids(tmp_path / "work")) == 2)
    process.send_signal(asked)
    assert process.wait(30) == 0
    assert [pid for pid in pids(tmp_path / "site") + pids(tmp_path / "work") if alive(pid)] == []


def test_when_the_site_ends_the_worker_does_too(tmp_path: Path) -> None:
    process = parent(tmp_path, "0.5")
    assert process.wait(30) == 0
    assert [pid for pid in pids(tmp_path / "site") + pids(tmp_path / "work") if alive(pid)] == []


def children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in found.read_text().split()] if found.exists() else []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a child that its parent was killed")
def test_serve_answers_sends_mail_and_leaves_nothing_behind_when_it_is_killed(site: Site, tmp_path: Path) -> None:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    environment = site.environment(SAMHANDLING_MAIL=f"file://{tmp_path}/brev")
    words = [str(COMMAND), "serve", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL) as process:
        site.hire()[0].do(do="post", to=["anna@exempel.se"])
        until(lambda: site.rows("SELECT state FROM office_mail") == [("sent",)])
        until(lambda: answers(port))
        family = children(process.pid)
        everyone = [*family, *(pid for child in family for pid in children(child))]
        process.kill()
        process.wait()
    assert len(family) == 2
    until(lambda: not any(alive(pid) for pid in everyone))
    assert not answers(port)
    assert len(list((tmp_path / "brev").iterdir())) == 1


def answers(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0
