"""Every address, every reader, both methods: what is answered. What one may not see does not exist."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import resolve

from regions import Region
from web.access.everyone import READERS, addresses, answer, move_in

TABLE = Path(__file__).with_name("access.txt")
ROWS = [line.split() for line in TABLE.read_text("utf-8").splitlines() if line[:4] in ("GET ", "POST")]
NOT_ASKED = {"openid_connect_login": "leads to another site", "openid_connect_callback": "comes from another site"}


def test_the_columns_are_the_readers() -> None:
    heading = next(line.split() for line in TABLE.read_text("utf-8").splitlines() if line.startswith("METHOD"))
    assert tuple(heading[2:]) == READERS
    assert {len(row) for row in ROWS} == {2 + len(READERS)}


def test_every_address_has_a_row_for_both_methods() -> None:
    names = {name for name, _ in addresses()} - set(NOT_ASKED)
    asked = {(row[0], resolve(_plain(row[1])).url_name) for row in ROWS}
    assert {name for method, name in asked if method == "GET"} == names
    assert {name for method, name in asked if method == "POST"} == names


def _plain(path: str) -> str:
    """The address with something in the place of each name."""
    for word in ("idea", "effort", "actor"):
        path = path.replace(f"{{{word}}}", "x-1")
    return re.sub(r"\{[a-z]+\}", "1", path).split("?")[0]


@pytest.mark.once
def test_each_reader_is_answered_as_the_table_says(
    sormland: Region, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setenv("SAMHANDLING_HOME", str(tmp_path))
    house = move_in(sormland)
    wrong = []
    for method, path, *expected in ROWS:
        found = [str(answer(house.clients[reader], method, path.format(**house.names))) for reader in READERS]
        if found != expected:
            wrong.append(f"{method} {path}: {' '.join(found)}, and not {' '.join(expected)}")
    assert wrong == []


def test_what_is_internal_is_404_and_never_403() -> None:
    assert {status for row in ROWS for status in row[2:]} <= {
        "200",
        "302",
        "303",
        "304",
        "400",
        "401",
        "404",
        "405",
        "409",
        "412",
        "413",
        "415",
        "422",
        "428",
    }
