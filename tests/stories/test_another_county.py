"""Another county, invented: other names of levels, three levels, five focus areas. Every command serves it as it serves Sörmland."""

import io
import zipfile
from pathlib import Path

import pytest

from stories.installed import Installation, write_csv

COUNTY = Path(__file__).resolve().parents[1] / "data" / "strategies" / "exempellanet-2025.toml"
CODE = "exempellanet-2025"
HEADINGS = ("Diarienr", "Insats", "Ägare", "Finansiär", "Beviljat belopp (tkr)", "Start", "Slut", "Kommuner", "Prioritering", "Målgrupp")
ROWS = (
    ("EX-1", "Fjällnära företag", "Åre kommun", "Exempelfonden", "1 200", "2025-02-01", "2027-12-31", "Åre", "A1a 60%, A1b 40%", "SMF"),
    ("EX-2", "Skogens nya tjänster", "Bergs kommun", "Exempelfonden", "800", "2025-03-01", "2028-06-30", "Berg", "A1a", "SMF"),
    ("EX-3", "Förstudie vindkraft", "Krokoms kommun", "Exempelfonden", "300", "2025-01-15", "2026-03-31", "Krokom", "B1a", "SMF"),
    (
        "EX-4",
        "Etableringsprogram",
        "Östersunds kommun",
        "Exempelfonden",
        "okänt",
        "2020-01-01",
        "2024-12-31",
        "hela länet",
        "B1b",
        "nyanlända",
    ),
    ("EX-5", "Möten över fjället", "Region Exempel", "Exempelfonden", "500", "hösten 2026", "", "hela länet", "utanför", "alla"),
)


@pytest.fixture
def county(installation: Installation) -> Installation:
    """The county's strategy and its list, read in by the commands."""
    installation.do("strategy", "check", COUNTY)
    installation.do("strategy", "load", COUNTY)
    said = installation.do(
        "portfolio", "import", write_csv(installation.folder / "insatser.csv", HEADINGS, *ROWS), "--source", "Exempellistan"
    )
    assert "5 nya insatser" in said.words
    return installation


def test_the_picture_is_the_countys_own(county: Installation) -> None:
    found = county.json("coverage", "--on", "2025-06-30")
    assert (found["strategy"], found["place"]) == (CODE, "23")
    assert {cell["id"]: cell["status"] for cell in found["focus_areas"]} == {
        "A1a": "covered", "A1b": "partly", "B1a": "partly", "B1b": "missing", "B2a": "missing",
    }  # fmt: skip
    money = {cell["id"]: cell["sek"] for cell in found["focus_areas"]}
    assert money == {"A1a": "1520000.00", "A1b": "480000.00", "B1a": "300000.00", "B1b": "0.00", "B2a": "0.00"}
    reasons = {cell["id"]: [reason["rule"] for reason in cell["reasons"]] for cell in found["focus_areas"]}
    assert reasons["B1a"] == ["one_owner", "pre_studies_only", "few_left"]
    assert found["totals"]["granted_sek"] == "2800000.00"
    assert found["totals"]["outside_sek"] == "500000.00"


def test_a_municipality_of_it_has_its_own_part(county: Installation) -> None:
    found = county.json("coverage", "--on", "2025-06-30", "--place", "2321")
    cells = {cell["id"]: cell for cell in found["focus_areas"]}
    assert (cells["A1a"]["active"], cells["A1a"]["sek"], cells["A1a"]["municipalities_named"]) == (1, "720000.00", ["2321"])
    assert (cells["B1a"]["active"], cells["B1a"]["sek"]) == (0, "0.00")


def test_every_other_command_serves_it_too(county: Installation) -> None:
    assert "Besökare året om" in county.do("strategy", "show", CODE).words
    assert CODE in county.do("strategy", "list").words
    assert county.do("strategy", "diff", CODE, COUNTY).code == 0
    opened = county.json("why", "A1a", "sek", "--on", "2025-06-30")
    assert [row["part"] for row in opened["rows"]] == ["720000.00", "800000.00"]
    doubts = county.json("doubts", "list")
    season = next(doubt for doubt in doubts if doubt["kind"] == "date_season")
    county.do("doubts", "settle", str(season["id"]), "date", "--value", "2026-09-01")
    assert county.json("initiative", "show", "EX-5")["start"] == "2026-09-01"
    county.do("initiative", "correct", "EX-3", "kind", "genomförande")
    county.do(
        "judge", "B2a", "--verdict", "handled_elsewhere", "--reason", "Länsstyrelsen gör det.", "--name", "Nämnden", "--date", "2025-06-01"
    )
    later = county.json("coverage", "--on", "2025-06-30", "--compare", "2024-06-30")
    cells = {cell["id"]: cell for cell in later["focus_areas"]}
    assert [reason["rule"] for reason in cells["B1a"]["reasons"]] == ["one_owner", "few_left"]
    assert cells["B2a"]["judged"]["name"] == "Nämnden"
    assert "EX-4" in later["comparison"]["closed"]
    assert "EX-1" in later["comparison"]["opened"]
    thought = county.json("coverage", "--on", "2025-06-30", "--end", "EX-1=2025-07-31")
    assert next(cell for cell in thought["focus_areas"] if cell["id"] == "A1a")["status"] == "partly"
    undone = county.ask("portfolio", "undo", "1")
    assert undone.code == 1
    assert "EX-3" in undone.words
    assert "EX-5" in undone.words
    assert {one["id"] for one in county.json("initiative", "list")} == {"EX-3", "EX-5"}


def test_a_workbook_that_unpacks_to_far_more_than_it_is_is_refused(county: Installation) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", "<workbook/>")
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(300):
                sheet.write(b" " * 1_000_000)
    bomb = county.folder / "bomb.xlsx"
    bomb.write_bytes(data.getvalue())
    answer = county.ask("portfolio", "import", bomb)
    assert answer.code == 1
    assert "Inget har ändrats" in answer.words
    assert len(county.json("initiative", "list")) == 5
