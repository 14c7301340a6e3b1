"""Each promise of the product has a test, and the test goes through the door that it names."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pages import ROOT

PROMISES: list[dict[str, str]] = tomllib.loads((ROOT / "docs" / "promises.toml").read_text("utf-8"))["promise"]
KEYS = {"text_sv", "text_en", "door", "test"}
DOORS = {"command", "browser", "page", "program"}
# How a test shows that it goes through a door: by the type of what it asks for, or by what it reaches the command with.
TYPES = {"command": {"Command", "Installation", "Site"}, "browser": {"Page", "Browser", "Open"}, "page": {"Client"}, "program": {"Program"}}
ASKERS = {"Client", "signed_in", "move_in"}
COMMAND_MODULES = ("samhandling.cli", "typer.testing")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def function_at(address: str) -> tuple[Path, ast.FunctionDef] | None:
    """The test function at "tests/.../test_x.py::test_name"; `None` where there is no such."""
    file, _, name = address.partition("::")
    path = ROOT / file
    if not file.startswith("tests/") or not path.is_file() or not name.startswith("test_"):
        return None
    found = [node for node in tree_of(path).body if isinstance(node, ast.FunctionDef) and node.name == name]
    return (path, found[0]) if found else None


def goes_through(door: str, path: Path, test: ast.FunctionDef) -> bool:
    """The test is handed the door, or calls something that reaches the command's module."""
    handed = {
        node.id
        for argument in test.args.args
        if argument.annotation
        for node in ast.walk(argument.annotation)
        if isinstance(node, ast.Name)
    }
    if door == "page" and ASKERS & _names_used(test, path):
        return True
    return bool(handed & TYPES[door]) or (door == "command" and bool(_names_used(test, path) & _opening_names(path)))


def _names_used(test: ast.FunctionDef, path: Path) -> set[str]:
    """Names that the test uses, and those that the file's own functions use that it calls."""
    functions = {node.name: node for node in tree_of(path).body if isinstance(node, ast.FunctionDef)}
    used: set[str] = set()
    waiting = [test]
    while waiting:
        for node in ast.walk(waiting.pop()):
            if isinstance(node, ast.Name) and node.id not in used:
                used.add(node.id)
                if node.id in functions:
                    waiting.append(functions[node.id])
    return used


def _opening_names(path: Path) -> set[str]:
    """Names in a file by which the command is reached: what it imports from the command's modules, or a process that it starts."""
    names: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(COMMAND_MODULES):
            names |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names if alias.name == "subprocess"}
    return names


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.get("text_en", "?")[:70])
def test_a_promise_has_its_test_through_its_door(promise: dict[str, Any]) -> None:
    assert set(promise) == KEYS
    assert promise["door"] in DOORS
    found = function_at(promise["test"])
    assert found, f"there is no test {promise['test']}"
    assert goes_through(promise["door"], *found), f"{promise['test']} does not go through the {promise['door']}"


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.get("text_en", "?")[:70])
def test_a_promise_is_a_whole_sentence_in_both_languages(promise: dict[str, Any]) -> None:
    for text in (promise["text_sv"], promise["text_en"]):
        assert re.fullmatch(r"[A-ZÅÄÖ\"].*\.", text)
        assert "!" not in text


def test_no_promise_is_made_twice() -> None:
    for key in ("text_sv", "text_en"):
        texts = [promise[key] for promise in PROMISES]
        assert len(texts) == len(set(texts))


def test_a_test_that_does_not_exist_or_is_elsewhere_is_no_proof() -> None:
    assert function_at("tests/docs/test_promises.py::test_that_nobody_wrote") is None
    assert function_at("tests/docs/test_that_nobody_wrote.py::test_x") is None
    assert function_at("src/samhandling/cli/main.py::run") is None


def test_a_test_that_goes_past_the_door_is_no_proof() -> None:
    found = function_at("tests/docs/test_docs_importing.py::test_every_field_is_told")
    assert found is not None
    assert not goes_through("command", *found)
    assert not goes_through("browser", *found)
