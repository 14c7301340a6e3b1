"""The page on strategy files names every key that a file may hold, and its smallest parts work as written."""

import re
from pathlib import Path

import pytest

from samhandling.strategy.rules import document

PAGE = Path(__file__).parents[2] / "docs" / "strategy-file.md"
PARTS = [
    document.StrategyDocument,
    document.Level,
    document.Node,
    document.Link,
    document.Prerequisite,
    document.Model,
    document.Step,
    document.Role,
]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_key_is_on_the_page(part: type[document.Part]) -> None:
    page = PAGE.read_text("utf-8")
    written = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]+)`", page))))
    assert set(part.model_fields) - written == set()


def test_every_part_is_asked_for() -> None:
    beneath = {document.Part, document.Entry, document.Text, document.Validity, document.Aspect, document.ModelPart}
    every = {found for found in vars(document).values() if isinstance(found, type) and issubclass(found, document.Part)}
    assert every - beneath == set(PARTS)
