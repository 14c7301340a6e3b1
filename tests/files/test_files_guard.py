"""The guarded child: what it costs, what it may not do, and what is said when it dies."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from files_made import cells, opened, packed, parts, workbook, worksheet

from samhandling.files import guard
from samhandling.files.limits import LIMITS, Limits
from samhandling.files.opening import book_of, open_book
from samhandling.files.pieces import Opened, SheetBegins
from samhandling.files.wire import Decoder, Garbled
from samhandling.ground.faults import Refused


def kept(folder: Path, name: str, data: bytes) -> Path:
    """A file with these bytes."""
    path = folder / name
    path.write_bytes(data)
    return path


def child_that(program: str) -> object:
    """A stand-in for the child's command line."""

    def command(name: str, limits: Limits) -> list[str]:
        return [sys.executable, "-I", "-c", program]

    return command


def the_fault(path: Path, limits: Limits = LIMITS) -> object:
    """The one fault of opening `path`."""
    with pytest.raises(Refused) as refused:
        open_book(path, limits)
    (fault,) = refused.value.faults
    assert fault.location.file == path.name
    return fault


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("lista.csv", "namn;kr\nÅsa;1\n".encode()),
        ("lista.json", b'[{"namn": "a", "kr": 1.5, "ja": true, "nej": null}]'),
        ("bok.xlsx", workbook(lambda book: book.active.append(["namn", 1, 1.5, True, None, "slut"]))),
    ],
)
def test_a_file_read_in_the_child_is_the_file_read_here(tmp_path: Path, name: str, data: bytes) -> None:
    assert open_book(kept(tmp_path, name, data)) == opened(data, name)


def test_a_name_that_looks_like_an_option_is_only_a_name(tmp_path: Path) -> None:
    assert cells(open_book(kept(tmp_path, "--version -c.csv", b"a;b\n"))) == [("a", "b")]


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert "finns" in the_fault(tmp_path / "saknas.csv").expected.sv  # type: ignore[attr-defined]
    assert "mapp" in the_fault(tmp_path).expected.sv  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["x" * 400 + ".csv", "noll\0.csv"])
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    assert "öppna" in the_fault(tmp_path / name).expected.sv  # type: ignore[attr-defined]


def test_a_file_above_the_limit_is_refused_before_a_child_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "command", child_that("this would not even run"))
    assert "högst 0 MB" in the_fault(kept(tmp_path, "x.csv", b"a;b\n"), replace(LIMITS, file_bytes=3)).expected.sv  # type: ignore[attr-defined]


def test_a_fault_in_the_child_comes_back_with_the_files_name(tmp_path: Path) -> None:
    fault = the_fault(kept(tmp_path, "x.csv", b'a;b\n1;"x" y\n'))
    assert fault.location.said().sv == "x.csv, rad 2"  # type: ignore[attr-defined]


def test_a_child_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "command", child_that("import time; time.sleep(600)"))
    fault = the_fault(kept(tmp_path, "x.csv", b"a;b\n"), replace(LIMITS, seconds=0.2))
    assert "0.2 sekunder" in fault.expected.sv  # type: ignore[attr-defined]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no bounds on a process's memory here")
def test_a_child_that_needs_too_much_memory_is_refused(tmp_path: Path) -> None:
    table = json.dumps([{f"kolumn {column}": f"{row} {column}" for column in range(20)} for row in range(30_000)])
    fault = the_fault(kept(tmp_path, "x.json", table.encode()), replace(LIMITS, memory_bytes=100_000_000))
    assert "100 MB minne" in fault.expected.sv  # type: ignore[attr-defined]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no bounds on a process's memory here")
def test_memory_that_the_workbook_library_asks_for_in_vain_is_refused_too(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="XFD1048576"><v>1</v></c></row>'
    fault = the_fault(kept(tmp_path, "x.xlsx", packed(parts(worksheet(rows)))))
    assert "minne" in fault.expected.sv  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("program", "read"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "SIGKILL"),
        ("raise SystemExit(3)", "3"),
        ('print(\'["opened","csv","0"]\')', "0"),
        ("raise RuntimeError('oj')", "RuntimeError: oj"),
        ('print(\'["opened","csv"\')', "Expecting"),
        ("print('{}')", "{}"),
        ("print('[\"rows\",[[1,false,[{}]]]]')", "isoformat"),
    ],
)
def test_a_child_that_dies_or_raves_gives_one_clear_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, read: str
) -> None:
    monkeypatch.setattr(guard, "command", child_that(program))
    fault = the_fault(kept(tmp_path, "x.csv", b"a;b\n"))
    assert fault.way_out.sv  # type: ignore[attr-defined]
    if read != "isoformat":
        assert read in fault.read  # type: ignore[attr-defined]


def test_the_child_sees_none_of_our_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hemligt")
    monkeypatch.setattr(guard, "command", child_that("import os, sys; sys.exit(str(os.environ.get('SECRET_KEY')))"))
    assert the_fault(kept(tmp_path, "x.csv", b"a;b\n")).read == "None"  # type: ignore[attr-defined]


def test_the_child_loads_only_what_it_needs(tmp_path: Path) -> None:
    program = "import sys; sys.path.append(sys.argv[1]); import samhandling.files.child; import samhandling.files.workbook; print('|'.join(sys.modules))"
    root = guard.command("x", LIMITS)[4]
    loaded = (
        subprocess.run([sys.executable, "-I", "-c", program, root], capture_output=True, text=True, check=True).stdout.strip().split("|")
    )
    assert {"django", "numpy", "pydantic", "openpyxl", "socket", "pickle"}.isdisjoint(loaded)
    assert os.path.isdir(root)  # noqa: PTH112 (the child gets text)


def test_pieces_that_break_off_make_no_book() -> None:
    with pytest.raises(Refused):
        book_of("x.csv", [Opened("csv", "0"), SheetBegins("")])


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"null",
        b"[]",
        b'["rows"]',
        b'["rows",[1]]',
        b'["rows",[["1",false,[]]]]',
        b'["rows",[[1,0,[]]]]',
        b'["rows",[[1,false,"ab"]]]',
        b'["rows",[[1,false,[["2020-01-01","x"]]]]]',
        b'["rows",[[1,false,[["i morse"]]]]]',
        b'["rows",[[1,false,[{"a":1}]]]]',
        b'["rows",[[1,false,[[7]]]]]',
        b'["sheet","a",[1],{},{}]',
        b'["sheet","a",[],{"A1":1},{}]',
        b'["opened","exe","0"]',
        b'["refused",[{"read":"x"}]]',
        b'["refused",[7]]',
        b"[" * 100_000,
        b"\xff",
    ],
)
def test_the_parent_believes_no_line_of_another_shape(line: bytes) -> None:
    with pytest.raises(Garbled):
        Decoder().piece(line)
