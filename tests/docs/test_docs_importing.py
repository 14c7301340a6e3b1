"""The page on reading in names every limit, field, scope key and kind of doubt, and its examples are what the product says."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pages import ROOT, fenced, in_one_line, spans, text_of
from samhandling.cli.main import commands
from samhandling.cli.shown import show_faults
from samhandling.files.counting import spaced
from samhandling.files.limits import LIMITS
from samhandling.ground.faults import Refused
from samhandling.plan.rules.headings import fields
from samhandling.plan.rules.mapping import LeftOut, Scope, from_toml

PAGE = ROOT / "docs" / "importing.md"
RULES = ROOT / "src" / "samhandling" / "plan" / "rules"
WORDS = ("kind", "stage", "reach", "basis")

FAULTY = """\
Ärendenr;Projektnamn;Projektägare;Beviljat belopp (kr);Startdatum;Slutdatum;Insatsområde
A1;Alfa;Flens kommun;-500;2019-01-01;2018-12-31;2.2:0.7|2.4:0.5
B2;Helt annat;Flens kommun;500;2019-01-01;2019-12-31;2.2:0.7|2.2:0.2
B2;Något tredje;Trosa kommun;500;2019-01-01;2019-12-31;2.2
"""


def doubt_kinds() -> Iterator[str]:
    """Every kind of doubt that the rules can ask, read from their code."""
    for path in sorted(RULES.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Unclear", "Doubt")):
                continue
            named = [keyword.value for keyword in node.keywords if keyword.arg == "kind"] or node.args[:1]
            for value in named:
                yield from _kinds_in(value)


def _kinds_in(value: ast.expr) -> Iterator[str]:
    match value:
        case ast.Constant(value=str(word)):
            yield word
        case ast.IfExp(body=one, orelse=other):
            yield from (*_kinds_in(one), *_kinds_in(other))
        case ast.JoinedStr(values=[_, ast.Constant(value=str(ending))]):
            yield from (f"{word}{ending}" for word in WORDS)


def told_doubts() -> set[str]:
    part = text_of(PAGE).partition("## Doubts")[2].partition("\n## ")[0]
    return {word for line in part.splitlines() if line.startswith("| `") for word in spans(line.split("|")[1])}


def test_every_kind_of_doubt_is_told_and_no_other() -> None:
    assert set(doubt_kinds()) == told_doubts()
    assert len(told_doubts()) > 20


@pytest.mark.parametrize("limit", [name for name in LIMITS.__slots__ if name != "ratio_from_bytes"])
def test_every_limit_is_told(limit: str) -> None:
    value = getattr(LIMITS, limit)
    shown = f"{value // 1_000_000} MB" if limit.endswith("bytes") else f"{value:g} s" if limit == "seconds" else str(value)
    part = text_of(PAGE).partition("### Limits")[2].partition("\n## ")[0].replace(" 000 MB", "000 MB")
    assert shown in part or spaced(int(value)).replace(" ", " ") in part.replace(" ", " ")


def test_every_field_is_told() -> None:
    assert set(fields()) <= set(spans(text_of(PAGE)))


def test_every_key_of_a_scope_is_told() -> None:
    assert set(Scope.model_fields) | set(LeftOut.model_fields) <= set(spans(text_of(PAGE)))


def test_the_mapping_that_is_shown_is_one() -> None:
    (shown,) = fenced(PAGE, "toml")
    mapping = from_toml(shown)
    assert mapping.column_of("id") == "Ärendenr"
    assert mapping.scopes[0].source == "Projektbanken"


def test_the_faults_that_are_shown_are_what_is_said(db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "faults.csv"
    file.write_text(FAULTY, "utf-8")
    CliRunner().invoke(commands(), ["strategy", "load", "sormland-naringsliv-2022"], catch_exceptions=False)
    result = CliRunner().invoke(commands(), ["portfolio", "import", str(file)])
    assert isinstance(result.exception, Refused)
    show_faults(result.exception)
    (shown,) = fenced(PAGE, "text")
    assert in_one_line(shown) == in_one_line(capsys.readouterr().err)
