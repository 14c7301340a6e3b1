"""A strategist's first day: from an empty home to a coverage picture that equals the one worked out by hand."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from stories.installed import DEMO, PORTFOLIO, SORMLAND, Installation


def test_from_an_empty_home_to_a_picture_that_equals_the_key(installation: Installation, shared: Path) -> None:
    """No step is skipped here: the home is made by the first command."""
    assert "Inläst" in installation.do("strategy", "load", SORMLAND).words
    assert "nya aktörer" in installation.do("actors", "import", DEMO / "actors.csv").words
    assert "68 nya insatser" in installation.do("portfolio", "import", PORTFOLIO, "--mapping", DEMO / "sormland_portfolio.toml").words
    oracle = json.loads((shared / "data" / "portfolio" / "oracle.json").read_text("utf-8"))
    for day, wanted in oracle["as_of"]["dates"].items():
        found = installation.json("coverage", "--on", day)
        assert (found["strategy"], found["on"], found["place"]) == (SORMLAND, day, "04")
        for cell in found["focus_areas"]:
            key = wanted["focus_areas"][cell["id"]]
            both = key["both_bounds_required"]
            assert (cell["active"], cell["main"]) == (key["active"], key["main"]), (day, cell["id"])
            assert (cell["possibly_active"], cell["status"]) == (both["possibly_active"], both["status"]), (day, cell["id"])
            assert cell["sek"] == oracle["sormland_conserving"][cell["id"]], (day, cell["id"])
        _money_is_whole(found["totals"])


def _money_is_whole(totals: dict[str, Any]) -> None:
    parts = ("attributed_sek", "outside_sek", "insufficient_sek", "excluded_sek")
    assert sum(Decimal(totals[part]) for part in parts) == Decimal(totals["granted_sek"])


def test_every_number_opens_to_its_rows(begun: Installation) -> None:
    found = begun.json("coverage", "--on", "2018-06-30")
    for cell in found["focus_areas"]:
        if cell["id"] in ("1.3", "2.2", "3.4"):
            opened = begun.json("why", cell["id"], "active", "--on", "2018-06-30")
            assert len(opened["rows"]) == cell["active"]
            money = begun.json("why", cell["id"], "sek", "--on", "2018-06-30")
            assert money["value"] == cell["sek"]
            assert sum((Decimal(row["part"]) for row in money["rows"] if row["part"]), Decimal(0)) == Decimal(cell["sek"])


def test_comparing_days_says_what_changed(begun: Installation) -> None:
    found = begun.json("coverage", "--on", "2018-06-30", "--compare", "2016-09-01")
    assert found["comparison"]
    told = begun.do("coverage", "--on", "2018-06-30", "--compare", "2016-09-01").words
    assert "2.1" in told


def test_the_officers_workbook_is_settled_and_undone(begun: Installation, shared: Path) -> None:
    before = begun.json("initiative", "show", "20200336")
    dry = begun.do("portfolio", "import", shared / "data" / "portfolio" / "sormland_portfolio.xlsx", "--dry-run").words
    assert "Inget är skrivet" in dry
    assert begun.json("portfolio", "runs")[0]["run"] == 1
    assert len(begun.json("portfolio", "runs")) == 1
    begun.do("portfolio", "import", shared / "data" / "portfolio" / "sormland_portfolio.xlsx")
    open_ones = begun.json("doubts", "list")
    assert open_ones
    first = next(one for one in open_ones if "unknown" in one["answers"] or "keep" in one["answers"])
    begun.do("doubts", "settle", str(first["id"]), first["answers"][0])
    assert len(begun.json("doubts", "list")) == len(open_ones) - 1
    assert [one["id"] for one in begun.json("doubts", "list", "--settled")] == [first["id"]]
    undone = begun.do("portfolio", "undo", "2").words
    assert "0 insatser är borttagna" in undone
    assert begun.json("initiative", "show", "20200336") == before
    assert len(begun.json("initiative", "list")) == 68


def test_a_correction_is_kept_by_the_next_import_and_by_an_undo_that_says_so(begun: Installation) -> None:
    assert "version 2" in begun.do("initiative", "correct", "20200336", "end", "2019-12-31").words
    assert "inget nytt" in begun.do("portfolio", "import", PORTFOLIO).words
    assert begun.json("initiative", "show", "20200336")["end"] == "2019-12-31"
    undone = begun.ask("portfolio", "undo", "1")
    assert undone.code == 1
    assert "67 insatser är borttagna" in undone.words
    assert "20200336: har ändrats efter importen" in undone.words


def test_the_answer_can_be_written_to_a_file(begun: Installation) -> None:
    for form in ("json", "csv", "xlsx"):
        begun.do("coverage", "--on", "2018-06-30", "--format", form, "--output", f"laget.{form}")
        assert (begun.folder / f"laget.{form}").stat().st_size > 500
    table = (begun.folder / "laget.csv").read_text("utf-8-sig").splitlines()
    assert len(table) == 15


def test_all_that_is_written_lies_in_the_home(begun: Installation) -> None:
    assert list(begun.folder.iterdir()) == []
    assert begun.home.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("broken", ["C", "POSIX"])
def test_swedish_letters_stand_whatever_the_terminal(begun: Installation, broken: str) -> None:
    answer = begun.ask("coverage", "--on", "2018-06-30", LC_ALL=broken, LANG=broken)
    assert answer.code == 0
    assert "Läget i Södermanlands län" in answer.words
