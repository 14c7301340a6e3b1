"""Strategy files for tests: the invented county, and what it becomes when a line of it is changed."""

from pathlib import Path

from samhandling.strategy.rules.check import check
from samhandling.strategy.rules.document import StrategyDocument

COUNTY_FILE = Path(__file__).parents[1] / "data" / "strategies" / "exempellanet-2025.toml"
COUNTY = COUNTY_FILE.read_text("utf-8")

WITH_ASPECTS = """\
id = "liten"
kind = "strategy"
edition = "1"
title.sv = "Liten"
owner.sv = "Lilla"
valid.from = 2025-01-01

[[levels]]
id = "omrade"
name.sv = "område"
focus = true

[[levels]]
id = "del"
name.sv = "del"
aspect = true

[[nodes]]
id = "1"
level = "omrade"
name.sv = "Ett"
aliases = ["En", "Uno"]
aspects = [
  { id = "1.a", sv = "a", en = "a" },
  { id = "1.b", sv = "b" },
]
links = [{ framework = "mal", node = "7", weight = 0.5 }]

[[nodes]]
id = "2"
level = "omrade"
name.sv = "Två"
"""


def changed(text: str, *changes: tuple[str, str]) -> str:
    """`text` with each first occurrence replaced; a change that does not bite is a fault of the test."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def document(text: str, *changes: tuple[str, str]) -> StrategyDocument:
    """The document of a changed text."""
    return check(changed(text, *changes), "prov.toml")
