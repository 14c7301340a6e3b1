"""What a page reads and writes, a program reads and writes too; a page that no operation stands beside has a named reason."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

ACCESS = Path(__file__).parents[1] / "access" / "access.txt"
TABLE = Path(__file__).with_name("parity.txt")
DESCRIPTION = Path(__file__).parents[3] / "docs" / "openapi.json"
REASONS = frozenset({"-form", "-door", "-persons", "-redirect", "-static", "-program"})
READS = "GET"
Row = tuple[str, str]
"""Method and address."""


class Operation(NamedTuple):
    """How an operation is called."""

    method: str
    path: str


def rows_of(text: str) -> dict[Row, tuple[str, ...]]:
    """(method, address) → what stands after them."""
    lines = [line.split() for line in text.splitlines() if line[:5] in ("GET  ", "POST ")]
    found = {(method, address): tuple(rest) for method, address, *rest in lines}
    assert len(found) == len(lines), "a row that stands twice"
    return found


def operations_of(description: str) -> dict[str, Operation]:
    """Name → how it is called."""
    paths = json.loads(description)["paths"].items()
    return {told["operationId"]: Operation(method.upper(), path) for path, methods in paths for method, told in methods.items()}


def wrong_with(rows: Mapping[Row, tuple[str, ...]], access: Mapping[Row, tuple[str, ...]], known: Mapping[str, Operation]) -> list[str]:
    """Everything that keeps pages and API from saying the same, in words."""
    pages = {row: answers for row, answers in access.items() if not row[1].startswith("/api/") and "405" not in answers}
    wrong = [f"{' '.join(row)} has no row" for row in pages if row not in rows]
    for row, told in rows.items():
        if row not in pages:
            wrong.append(f"{' '.join(row)} is no address that does something")
        elif not told:
            wrong.append(f"{' '.join(row)} says nothing")
        elif told[0].startswith("-"):
            wrong += _wrong_reason(row, told, rows, pages[row])
        else:
            wrong += _wrong_operations(row, told, known)
    return wrong


def _wrong_reason(row: Row, told: tuple[str, ...], rows: Mapping[Row, tuple[str, ...]], answers: tuple[str, ...]) -> list[str]:
    name = f"{' '.join(row)} {' '.join(told)}"
    if len(told) > 1 or told[0] not in REASONS:
        return [f"{name} is none of the reasons"]
    if told[0] == "-form" and (row[0] != READS or rows.get(("POST", row[1]), ("-",))[0].startswith("-")):
        return [f"{name}: nothing is done with what the form asks for"]
    if told[0] == "-redirect" and not set(answers) <= {"302", "303", "404"}:
        return [f"{name} is a page of its own"]
    return []


def _wrong_operations(row: Row, told: Iterable[str], known: Mapping[str, Operation]) -> list[str]:
    name = " ".join(row)
    wrong = [f"{name}: there is no operation {one}" for one in told if one not in known]
    methods = [known[one].method == READS for one in told if one in known]
    if row[0] == READS and not all(methods):
        wrong.append(f"{name} is read, but not with GET")
    if row[0] != READS and methods and any(methods):
        wrong.append(f"{name} does something, but GET does not")
    return wrong


ROWS, ANSWERS = rows_of(TABLE.read_text("utf-8")), rows_of(ACCESS.read_text("utf-8"))
KNOWN = operations_of(DESCRIPTION.read_text("utf-8"))


def test_every_page_has_its_operations_or_its_reason() -> None:
    assert wrong_with(ROWS, ANSWERS, KNOWN) == []


def test_whoever_reads_a_page_reads_one_of_its_operations() -> None:
    """With the same session, of the same thing where the address names one."""
    readers = next(line.split()[2:] for line in ACCESS.read_text("utf-8").splitlines() if line.startswith("METHOD"))
    wrong = []
    for (method, address), told in ROWS.items():
        if method != READS or told[0].startswith("-"):
            continue
        asked = [row for one in told for row in rows_at(KNOWN[one].path, address)]
        for at, reader in enumerate(readers):
            if ANSWERS[method, address][at] == "200" and not any(ANSWERS[row][at] == "200" for row in asked):
                wrong.append(f"{address}: {reader}")
    assert wrong == []


def rows_at(path: str, address: str) -> list[Row]:
    """The rows of the access table at an operation's path; those of the same thing, where the page's address names one and they do."""
    form = re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path)))
    found = [row for row in ANSWERS if row[0] == READS and form.fullmatch(row[1])]
    names = set(re.findall(r"\{\w+\}", address))
    return [row for row in found if names & set(re.findall(r"\{\w+\}", row[1]))] or found


OK = {("GET", "/a"): ("read_a",), ("POST", "/a"): ("write_a",), ("GET", "/b"): ("-static",)}
THERE = {("GET", "/a"): ("200",), ("POST", "/a"): ("400",), ("GET", "/b"): ("200",), ("POST", "/b"): ("405",)}
API = {"read_a": Operation("GET", "/api/v1/a"), "write_a": Operation("POST", "/api/v1/a")}


@pytest.mark.parametrize(("changes", "word"), [
    ({("GET", "/b"): None}, "has no row"),
    ({("GET", "/c"): ("read_a",)}, "is no address"),
    ({("POST", "/b"): ("write_a",)}, "is no address"),
    ({("GET", "/a"): ("read_z",)}, "there is no operation read_z"),
    ({("GET", "/a"): ("write_a",)}, "is read, but not with GET"),
    ({("POST", "/a"): ("read_a",)}, "does something"),
    ({("GET", "/b"): ("-because",)}, "is none of the reasons"),
    ({("GET", "/b"): ("-form",)}, "nothing is done"),
    ({("GET", "/b"): ("-redirect",)}, "is a page of its own"),
    ({("GET", "/b"): ()}, "says nothing"),
], ids=["no row", "no page", "no method", "no operation", "writes", "reads", "no reason", "no post", "no redirect", "empty"])  # fmt: skip
def test_the_table_is_held_to(changes: dict[Row, tuple[str, ...] | None], word: str) -> None:
    assert wrong_with(OK, THERE, API) == []
    rows = {row: told for row, told in {**OK, **changes}.items() if told is not None}
    assert any(word in one for one in wrong_with(rows, THERE, API))
