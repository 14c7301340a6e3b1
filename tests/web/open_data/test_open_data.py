"""The open data: whole, described, the same bytes for the same data, and safe to open."""

import csv
import io
import json
import zipfile
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from plan.plan_made import COUNTY, Region
from samhandling.ground.faults import Refused
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR
from samhandling.office.kept import forget_all
from samhandling.plan.actions.editing import change
from samhandling.plan.actions.publishing import publish
from samhandling.web.open_data.columns import Column, Filled, Layout
from samhandling.web.open_data.licence import LICENCES, licence
from samhandling.web.open_data.package import as_csv, as_json, made, package
from samhandling.web.open_data.rows import filled

DAY = date(2025, 6, 30)
CC0 = LICENCES["CC0-1.0"]


def opened(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        assert found.testzip() is None
        return {name: found.read(name) for name in found.namelist()}


def table(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"data/{name}.csv"].decode(), newline="")))


def test_it_holds_what_is_published(county: str) -> None:
    files = opened(package(DAY, CC0).content)
    assert [(row["id"], row["title"], row["granted_sek"], row["progress"]) for row in table(files, "initiatives")] == [
        ("A1", "Bussen som väntar", "400000.00", "no_plan"),
        ("A2", "Öppet i byn", "", "no_plan"),
    ]
    assert [(row["initiative"], row["focus_area"], row["share"]) for row in table(files, "contributions")] == [
        ("A1", "A1a", "1/2"),
        ("A1", "B2a", "1/2"),
        ("A2", "A1a", "1"),
    ]
    assert [(row["initiative"], row["role"]) for row in table(files, "participations")] == [("A1", "owner"), ("A2", "owner")]
    assert {row["strategy"] for row in table(files, "coverage")} == {COUNTY}
    assert len(table(files, "publications")) == 1


def test_csv_and_json_say_the_same(county: str) -> None:
    files = opened(package(DAY, CC0).content)
    for name in [name.removeprefix("data/").removesuffix(".csv") for name in files if name.endswith(".csv")]:
        written = json.loads(files[f"data/{name}.json"])
        assert [{key: as_text(value) for key, value in row.items()} for row in written] == table(files, name)


def as_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def test_the_description_fits_the_files(county: str) -> None:
    files = opened(package(DAY, CC0).content)
    described = json.loads(files["datapackage.json"])
    assert described["licenses"][0]["name"] == "CC0-1.0"
    for resource in described["resources"]:
        content = files[resource["path"]]
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{sha256(content).hexdigest()}")
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert content.decode().split("\r\n")[0].split(",") == names
        assert set(resource["schema"]["primaryKey"]) <= set(names)
        for row in table(files, resource["name"]):
            assert all(fits(row[field["name"]], field["type"]) for field in resource["schema"]["fields"]), row


def fits(text: str, kind: str) -> bool:
    if not text:
        return True
    if kind == "boolean":
        return text in ("true", "false")
    if kind == "date":
        return date.fromisoformat(text).isoformat() == text
    return kind in ("string", "datetime") or float(text) == float(text)


def test_the_keys_tell_rows_apart_in_real_data(sormland: Region) -> None:
    for found in filled(date(2018, 6, 30)):
        keys = [tuple(row[: found.layout.key]) for row in found.rows]
        assert len(keys) == len(set(keys)), found.layout.name
        assert all(len(row) == len(found.layout.columns) for row in found.rows), found.layout.name


def test_the_same_data_give_the_same_bytes(county: str) -> None:
    first = package(DAY, CC0).content
    forget_all()
    assert package(DAY, CC0).content == first


def test_a_change_is_there_when_it_is_published_and_not_before(county: str) -> None:
    before = package(DAY, CC0)
    change("A1", {"title": "Bussen går"}, strategy=county, by=OPERATOR, version=1)
    assert package(DAY, CC0) is before
    publish(county, by=OPERATOR)
    assert table(opened(package(DAY, CC0).content), "initiatives")[0]["title"] == "Bussen går"


def test_text_that_a_spreadsheet_would_run_is_defused_in_csv_and_left_in_json() -> None:
    layout = Layout("x", Said("", ""), Said("", ""), 1, (Column("a", "string", Said("", "")),))
    found = Filled(layout, [["=HYPERLINK(1)"], ["@x"], ["-5"], [None], ["a,b"]])
    assert as_csv(found) == b'a\r\n\'=HYPERLINK(1)\r\n\'@x\r\n-5\r\n""\r\n"a,b"\r\n'
    assert [row["a"] for row in json.loads(as_json(found))] == ["=HYPERLINK(1)", "@x", "-5", None, "a,b"]


def test_nothing_published_is_an_empty_package(db: Any) -> None:
    files = opened(made(filled(DAY), DAY, CC0).content)
    assert table(files, "initiatives") == []
    assert "README.md" in files


def test_a_region_chooses_its_licence(settings: Any, county: str) -> None:
    settings.SAMHANDLING_LICENCE = "CC-BY-4.0"
    assert licence().name == "CC-BY-4.0"
    assert "CC-BY-4.0" in Client().get("/oppna-data.json").content.decode()
    settings.SAMHANDLING_LICENCE = "min egen"
    with pytest.raises(Refused, match="licens"):
        licence()


def test_the_page_tells_what_there_is_and_the_zip_is_dated(county: str) -> None:
    page = Client().get("/oppna-data").content.decode()
    assert "2 insatser, 2 aktörer" in page
    assert "CC0" in page
    answer = Client().get("/oppna-data.zip")
    assert answer.headers["Content-Type"] == "application/zip"
    assert 'filename="oppna-data-20' in answer.headers["Content-Disposition"]
    assert "data/initiatives.csv" in opened(answer.content)
    again = Client().get("/oppna-data.zip", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "2 initiatives, 2 actors" in Client().get("/en/oppna-data").content.decode()


def test_the_command_writes_the_same_zip(county: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from samhandling.cli.open_data import open_data

    target = tmp_path / "ut.zip"
    open_data(target)
    assert target.read_bytes() == Client().get("/oppna-data.zip").content
    assert list(tmp_path.iterdir()) == [target]
    assert "14 tabeller" in capsys.readouterr().out
