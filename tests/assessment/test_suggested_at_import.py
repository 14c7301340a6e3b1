"""An import proposes what new efforts contribute to: marked as the system's, unconfirmed, taken back with the import, never over a file's own."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from assessment.readers import SORMLAND
from samhandling.assessment.suggesting import import_suggester, next_suggestion
from samhandling.cli.plan import portfolio
from samhandling.files.opening import open_book
from samhandling.ground.viewer import OPERATOR
from samhandling.plan.actions.importing import import_portfolio, preview
from samhandling.plan.actions.undoing import undo_import
from samhandling.plan.intake.suggesting import told_of
from samhandling.plan.opening import understood
from samhandling.plan.queries import records_of
from samhandling.plan.rules.intake import Did
from samhandling.plan.rules.record import Basis, InitiativeRecord
from samhandling.strategy.actions import load
from samhandling.strategy.rules.shipped import read_shipped

EXPORT = "Tio livsmedelsföretag som aldrig har sålt utomlands får exportrådgivning och åker på en gemensam säljresa till Tyskland."
HEADINGS = "Ärende;Namn;Beskrivning;Typ;Bidrar till"
ROWS = (f"A1;Exportresan;{EXPORT};;", f"A2;Exporthjälpen;{EXPORT};;1.1:1", "A3;Mötet;;;", f"A4;Kansliet;{EXPORT};tekniskt stöd;")

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(db: None, tmp_path: Path) -> Path:
    load(read_shipped(SORMLAND), by=OPERATOR)
    file = tmp_path / "lista.csv"
    file.write_text("\n".join((HEADINGS, *ROWS, "")), "utf-8")
    return file


def read_in(file: Path, *, suggest: bool = True) -> int | None:
    opened = understood(open_book(file), strategy=SORMLAND, by=OPERATOR)
    how = import_suggester(SORMLAND, OPERATOR) if suggest else None
    return import_portfolio(opened.book, opened.mapping, strategy=SORMLAND, lineage="lista", by=OPERATOR, suggest=how).run


def held() -> dict[str, InitiativeRecord]:
    return {record.id: record for record in records_of(SORMLAND, seen_by=OPERATOR)}


def test_new_efforts_without_a_distribution_get_one_that_nobody_has_confirmed(file: Path) -> None:
    read_in(file)
    found = held()
    (share,) = found["A1"].shares
    assert (share.focus_area, share.source.value, share.confirmed, found["A1"].basis) == ("2.3", "system", False, Basis.INSUFFICIENT)
    assert share.aspects
    assert [(one.focus_area, one.source.value) for one in found["A2"].shares] == [("1.1", "document")]
    assert (found["A3"].shares, found["A4"].shares) == ((), ())


def test_nothing_is_suggested_unless_it_is_asked_for(file: Path) -> None:
    read_in(file, suggest=False)
    assert held()["A1"].shares == ()


def test_it_waits_in_the_list_of_suggestions(file: Path) -> None:
    read_in(file)
    now = next_suggestion(SORMLAND, seen_by=OPERATOR).now
    assert now is not None
    assert (now.record.id, now.what) == ("A1", "confirm")


def test_the_same_file_again_says_nothing_new(file: Path) -> None:
    read_in(file)
    assert read_in(file) is None
    assert [(one.focus_area, one.source.value) for one in held()["A1"].shares] == [("2.3", "system")]


def test_what_was_suggested_goes_with_the_import_when_it_is_taken_back(file: Path) -> None:
    run = read_in(file)
    assert run is not None
    assert not undo_import(run, by=OPERATOR).kept
    assert held() == {}


def test_the_preview_tells_and_writes_nothing(file: Path) -> None:
    opened = understood(open_book(file), strategy=SORMLAND, by=OPERATOR)
    how = import_suggester(SORMLAND, OPERATOR)
    shown = preview(opened.book, opened.mapping, strategy=SORMLAND, lineage="lista", by=OPERATOR, suggest=how)
    assert told_of(2, 1) in shown.intake.notices
    assert all(plan.did is Did.CREATED for plan in shown.intake.rows)
    assert shown.intake.rows[0].row.record.shares == ()
    assert shown.intake.rows[0].record.shares != ()
    assert held() == {}


def test_the_command_marks_a_suggestion_as_one(file: Path) -> None:
    shown = CliRunner().invoke(portfolio, ["import", str(file), "--suggest", "--dry-run"], catch_exceptions=False).output
    assert shown.count("(förslag)") == 1
    assert "1 av 2 nya insatser utan fördelning får ett förslag" in " ".join(shown.split())
    CliRunner().invoke(portfolio, ["import", str(file), "--suggest"], catch_exceptions=False)
    assert held()["A1"].shares[0].source.value == "system"


@pytest.mark.parametrize(("asked", "placed", "said"), [(3, 3, "3 av 3"), (3, 0, "3 säger för lite"), (2, 1, "1 säger för lite")])
def test_how_many_could_not_be_suggested_is_told(asked: int, placed: int, said: str) -> None:
    assert said in told_of(asked, placed).sv
    assert told_of(asked, placed).en
