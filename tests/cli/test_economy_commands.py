"""`samhandling economy`: what a person at a terminal sees of a file, and of a cube that was loaded."""

import csv
import io
import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from samhandling.cli.main import commands
from samhandling.figures.business.classifications import DIVISION, classification
from samhandling.ground.faults import Refused
from samhandling.ground.places import counties


def run(*words: str) -> str:
    result = CliRunner().invoke(commands(), ["economy", *words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"))


@pytest.fixture
def cube(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SAMHANDLING_HOME", str(tmp_path))
    chance = np.random.default_rng(4)
    codes = [one.code for one in classification("sni", "2007").level(DIVISION)]
    level = np.exp(chance.normal(4, 1, (21, 88)))
    lines = ["region;industry;year;value"]
    for at, year in enumerate((2019, 2020, 2021)):
        jobs = np.rint(level * (0.95, 0.9, 1)[at]).astype(int)
        lines += [f"{region};{code};{year};{jobs[r, i]}" for r, region in enumerate(counties()) for i, code in enumerate(codes)]
    path = tmp_path / "lan.csv"
    path.write_text("\n".join(lines), "utf-8")
    return str(path)


def test_lq_lists_every_industry_in_three_forms(cube: str) -> None:
    asked = ("lq", "--cube", cube, "--region", "Sörmland")
    whole = json.loads(run(*asked, "--format", "json"))
    assert whole["region"] == "04"
    assert len(whole["rows"]) == 88
    assert sum(row["share"] for row in whole["rows"]) == pytest.approx(1)
    flat = rows_of(run(*asked, "--format", "csv"))
    assert [row["code"] for row in flat] == [row["code"] for row in whole["rows"]]
    assert whole["rows"][0]["name"][:20] in run(*asked)


@pytest.mark.parametrize("method", ["dunn", "esteban_marquillas", "arcelus"])
def test_the_parts_of_shiftshare_add_up(cube: str, method: str) -> None:
    rows = json.loads(run("shiftshare", "--cube", cube, "--region", "04", "--method", method, "--format", "json"))["rows"]
    terms = [name for name in rows[0] if name not in ("code", "name", "total", "reason")]
    for row in rows:
        assert sum(row[name] for name in terms) == pytest.approx(row["total"])
    assert sum(row["total"] for row in rows[:-1]) == pytest.approx(rows[-1]["total"])


def test_growth_over_a_break_says_so_and_is_not_chosen_by_itself(cube: str) -> None:
    asked = ("shiftshare", "--cube", cube, "--region", "04", "--break", "2020", "--format", "json")
    assert json.loads(run(*asked))["base_year"] == 2020
    assert "2020" in json.loads(run(*asked, "--base-year", "2019"))["broken"][0]


def test_variety_complexity_and_near_answer(cube: str) -> None:
    years = json.loads(run("variety", "--cube", cube, "--region", "04", "--format", "json"))["rows"]
    assert [row["year"] for row in years] == [2019, 2020, 2021]
    assert all(row["entropy"] == pytest.approx(row["related"] + row["unrelated"]) for row in years)
    assert len(rows_of(run("complexity", "--cube", cube, "--format", "csv"))) == 21
    assert rows_of(run("complexity", "--cube", cube, "--region", "04", "--format", "csv"))[0]["name"] == "Södermanlands län"
    near = json.loads(run("near", "--cube", cube, "--region", "04", "--format", "json"))["rows"]
    assert {row["present"] for row in near} == {True, False}


def test_regions_are_labour_markets(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("bostad;arbete;antal\n0480;0480;900\n0480;0488;50\n0488;0480;60\n0488;0488;100\n", "utf-8")
    rows = rows_of(run("regions", "--cube", str(path), "--region", "Trosa", "--format", "csv"))
    assert [(row["code"], row["centre"]) for row in rows] == [("0480", "0480"), ("0488", "0480")]


@pytest.mark.django_db
def test_report_tells_in_sentences_and_as_data(cube: str) -> None:
    told = run("report", "--cube", cube, "--region", "04")
    for word in ("Näringslivet i Södermanlands län 2021", "Vad som ligger nära", "liknar mest", "Källa: lan.csv"):
        assert word in " ".join(told.split())
    whole = json.loads(run("report", "--cube", cube, "--region", "04", "--format", "json"))
    assert whole["growth"]["total"] == pytest.approx(
        whole["growth"]["nation_part"] + whole["growth"]["industry_part"] + whole["growth"]["own_part"]
    )
    assert len(rows_of(run("report", "--cube", cube, "--region", "04", "--format", "csv"))) == 88


@pytest.mark.django_db
def test_a_cube_is_loaded_listed_read_and_forgotten(cube: str) -> None:
    with pytest.raises(Refused) as lacking:
        run("report", "--region", "04")
    assert len(lacking.value.faults) == 3
    assert "21 regioner, 88 branscher" in run("load", cube, "--producer", "En generator", "--generated", "--licence", "CC0")
    (row,) = json.loads(run("list", "--format", "json"))["rows"]
    assert (row["code"], row["generated"]) == ("lan", True)
    assert "framställda för att prova" in " ".join(run("report", "--region", "04").split())
    assert run("lq", "--cube", "lan", "--region", "04", "--format", "csv") == run("lq", "--cube", cube, "--region", "04", "--format", "csv")
    run("forget", "lan")
    assert "Ingen kub" in run("list")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("lq", "--region", "77"), "En region som finns"),
        (("lq", "--region", "04", "--year", "1999"), "2019 till 2021"),
        (("complexity", "--year", "1999"), "2019 till 2021"),
        (("shiftshare", "--region", "04", "--base-year", "2021"), "före 2021"),
        (("near", "--region", "04", "--level", "section"), "minst en"),
        (("lq", "--region", "04", "--mapping", "region"), "NAMN=KOLUMN"),
    ],
    ids=["region", "year", "year of all", "base year", "level", "mapping"],
)
def test_what_does_not_fit_is_refused_with_a_way_out(cube: str, words: tuple[str, ...], says: str) -> None:
    with pytest.raises(Refused) as refused:
        run(words[0], "--cube", cube, *words[1:])
    assert any(says in fault.expected.sv for fault in refused.value.faults)
    assert all(fault.way_out.sv for fault in refused.value.faults)
