"""publiccode.yml holds what version 0.4 of its standard requires.

The address of the source code (`url`) is required too; it is left out until there is one, and no other key is.
"""

import re
from typing import Any

import pytest

import samhandling
from pages import ROOT

TYPES = {"standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web", "standalone/backend", "standalone/other"}
STATUSES = {"concept", "development", "beta", "stable", "obsolete"}
REQUIRED: list[tuple[str, Any]] = [
    ("publiccodeYmlVersion", lambda value: value == "0.4"),
    ("name", bool),
    ("platforms", lambda value: bool(value) and all(isinstance(one, str) for one in value)),
    ("categories", bool),
    ("developmentStatus", STATUSES.__contains__),
    ("softwareType", TYPES.__contains__),
    ("description.en.shortDescription", lambda value: 0 < len(value) <= 150),
    ("description.en.longDescription", lambda value: 500 <= len(value) <= 10_000),
    ("description.en.genericName", lambda value: 0 < len(value) <= 35),
    ("description.en.features", bool),
    ("description.sv.shortDescription", lambda value: 0 < len(value) <= 150),
    ("description.sv.longDescription", lambda value: 500 <= len(value) <= 10_000),
    ("description.sv.genericName", lambda value: 0 < len(value) <= 35),
    ("description.sv.features", bool),
    ("legal.license", lambda value: value == "EUPL-1.2"),
    ("maintenance.type", {"internal", "contract", "community", "none"}.__contains__),
    ("maintenance.contacts", bool),
    ("localisation.localisationReady", lambda value: value in ("true", "false")),
    ("localisation.availableLanguages", lambda value: {"sv", "en"} <= set(value)),
]


def read_yaml(text: str) -> dict[str, Any]:
    """The small part of YAML that the file is written in: maps, lists of texts or of one-key maps, folded texts."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    found, rest = _block(lines, 0)
    assert not rest, rest[0]
    assert isinstance(found, dict)
    return found


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _block(lines: list[str], depth: int) -> tuple[Any, list[str]]:
    listed: list[Any] = []
    mapped: dict[str, Any] = {}
    while lines and _depth(lines[0]) == depth:
        line, lines = lines[0].strip(), lines[1:]
        if line.startswith("- "):
            listed.append(_scalar(line[2:]))
            continue
        key, value = re.fullmatch(r"([\w]+):(?: (.*))?", line).groups()  # type: ignore[union-attr]
        assert key not in mapped, key
        below = _depth(lines[0]) if lines else 0
        if value == ">":
            folded = [one.strip() for one in _while_deeper(lines, depth)]
            mapped[key], lines = " ".join(folded), lines[len(folded) :]
        elif value is None and below > depth:
            mapped[key], lines = _block(lines, below)
        else:
            mapped[key] = _scalar(value or "")
    return listed or mapped, lines


def _while_deeper(lines: list[str], depth: int) -> list[str]:
    end = next((index for index, line in enumerate(lines) if _depth(line) <= depth), len(lines))
    return lines[:end]


def _scalar(text: str) -> str:
    return text.strip().strip('"')


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    return read_yaml((ROOT / "publiccode.yml").read_text("utf-8"))


@pytest.mark.parametrize(("path", "is_right"), REQUIRED, ids=[path for path, _ in REQUIRED])
def test_a_required_key_is_there_and_right(told: dict[str, Any], path: str, is_right: Any) -> None:
    value: Any = told
    for key in path.split("."):
        value = value[key]
    assert is_right(value)


def test_the_address_is_a_real_one_or_left_out(told: dict[str, Any]) -> None:
    assert "example." not in told.get("url", "")


def test_it_names_this_version(told: dict[str, Any]) -> None:
    assert told["softwareVersion"] == samhandling.__version__


def test_the_reader_reads() -> None:
    text = 'a: "1"\nb:\n  c:\n    - x\n    - y\n  d: >\n    one\n    two\ne: f\n'
    assert read_yaml(text) == {"a": "1", "b": {"c": ["x", "y"], "d": "one two"}, "e": "f"}
