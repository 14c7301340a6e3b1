"""The committed description of the API: what the code gives, whole, and without two things of one name."""

import json
from collections import defaultdict
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, get_args

import pytest
from ninja import Schema

from samhandling.web.api.urls import description

COMMITTED = Path(__file__).parents[3] / "docs" / "openapi.json"
OPERATIONS = [(path, method, told) for path, methods in description()["paths"].items() for method, told in methods.items()]


def test_the_committed_file_is_what_the_code_gives() -> None:
    """Otherwise: python docs/make_openapi.py."""
    assert json.loads(COMMITTED.read_text("utf-8")) == description()


def below(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def enums_in(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield annotation
    for part in get_args(annotation):
        yield from enums_in(part)


def test_no_two_things_have_one_name() -> None:
    """One would be written over the other in the description."""
    named: dict[str, set[type]] = defaultdict(set)
    for schema in (one for one in below(Schema) if one.__module__.startswith("samhandling.")):
        named[schema.__name__].add(schema)
        for field in schema.model_fields.values():  # type: ignore[attr-defined]
            for enum in enums_in(field.annotation):
                named[enum.__name__].add(enum)
    assert len(named) > 60
    assert {name: kinds for name, kinds in named.items() if len(kinds) > 1} == {}
    ours = {name for name in description()["components"]["schemas"] if not name.startswith(("Input", "Body"))}
    assert ours <= set(named)


def test_every_name_of_an_operation_is_used_once() -> None:
    names = [told["operationId"] for _, _, told in OPERATIONS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("path", "method", "told"), OPERATIONS, ids=lambda value: value if isinstance(value, str) else "")
def test_every_operation_tells_what_may_go_wrong(path: str, method: str, told: dict[str, Any]) -> None:
    wanted = {"401", "404", "422", "429", "503"} | ({"304"} if method == "get" else {"413", "415"})
    assert wanted <= set(told["responses"])
    if any(one["name"] == "If-Match" for one in told["parameters"]):
        assert {"412", "428"} <= set(told["responses"])
    assert told["description"]


def test_every_answer_leads_to_a_schema_that_is_there() -> None:
    text = json.dumps(description())
    for part in text.split('"$ref": "#/')[1:]:
        found: Any = description()
        for name in part.split('"')[0].split("/"):
            found = found[name]
        assert found
