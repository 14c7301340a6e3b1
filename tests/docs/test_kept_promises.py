"""Promises that are proved here, through the command, on the data of the demo."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from pages import ROOT, Command
from samhandling.ground.faults import Refused

DAY = "2018-06-30"
SHIPPED = ROOT / "src" / "samhandling" / "strategy" / "shipped" / "sormland-naringsliv-2022.toml"

UNCLEAR = """\
Ärendenr;Projektnamn;Projektägare;Beviljat belopp (kr);Startdatum;Slutdatum;Kommuner;Typ av projekt;Insatsområde
A1;Alfa;Flens kommun;ingår i 60 mkr totalt;våren 2018;2019-12-31;Flen m.fl.;Tillägg;2.2 / 2.4
A2;Beta gamma;Flens kommun;ca 2 mkr;2018-01-01;2019-12-31;Flen;Förstudie;2.2
A3;Beta gammal;Flens kommun;2000000;2018-01-01;2019-12-31;Flen;Förstudie;2.2
"""
ANSWERS: list[tuple[str, str, tuple[str, ...], str, Any]] = [
    ("A1", "amount_shared_total", ("amount", "--value", "20 mkr"), "grants", [("granted", "20000000")]),
    ("A1", "date_season", ("date", "--value", "2018-04-01"), "start", "2018-04-01"),
    ("A1", "municipality_and_others", ("places", "--value", "Flen, Trosa"), "municipalities", ["0482", "0488"]),
    ("A1", "kind_unknown", ("pre_study",), "kind", "pre_study"),
    ("A1", "areas_without_shares", ("shares", "--value", "2.2:0.6|2.4:0.4"), "shares", [("2.2", "3/5"), ("2.4", "2/5")]),
    ("A2", "amount_about", ("unknown",), "grants", []),
]


def shown(command: Command, case: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(command("initiative", "show", case, "--format", "json"))
    told["shares"] = [(share["focus_area"], share["share"]) for share in told["shares"]]
    told["grants"] = [(grant["kind"], grant["amount"]) for grant in told["grants"] if grant["amount"] is not None]
    return told


def open_doubts(command: Command) -> dict[tuple[str, str], str]:
    return {(one["initiative"], one["kind"]): str(one["id"]) for one in json.loads(command("doubts", "list", "--format", "json"))}


def test_what_is_unclear_is_asked_and_the_answer_takes_effect(demo: Command, tmp_path: Path) -> None:
    file = tmp_path / "oklar.csv"
    file.write_text(UNCLEAR, "utf-8")
    demo("portfolio", "import", str(file))
    doubts = open_doubts(demo)
    assert set(doubts) >= {(case, kind) for case, kind, *_ in ANSWERS} | {("A3", "same_project")}
    before = shown(demo, "A1")
    assert (before["grants"], before["start"], before["municipalities"]) == ([], None, ["0482"])
    for case, kind, words, field, becomes in ANSWERS:
        demo("doubts", "settle", doubts[case, kind], *words)
        assert shown(demo, case)[field] == becomes, kind
    assert not set(open_doubts(demo)) & {(case, kind) for case, kind, *_ in ANSWERS}


def test_a_question_is_not_asked_again(demo: Command, tmp_path: Path) -> None:
    file = tmp_path / "oklar.csv"
    file.write_text(UNCLEAR, "utf-8")
    demo("portfolio", "import", str(file))
    doubts = open_doubts(demo)
    demo("doubts", "settle", doubts["A1", "date_season"], "unknown")
    assert "Filen säger inget nytt" in demo("portfolio", "import", str(file))
    assert open_doubts(demo).keys() == doubts.keys() - {("A1", "date_season")}


def test_a_judgement_stands_beside_the_status_and_neither_changes_the_other(demo: Command) -> None:
    def of_3_4() -> dict[str, Any]:
        answer = json.loads(demo("coverage", "--on", DAY, "--format", "json"))
        found: dict[str, Any] = next(one for one in answer["focus_areas"] if one["id"] == "3.4")
        return found

    before = of_3_4()
    words = ("--verdict", "handled_elsewhere", "--reason", "Annat arbete.", "--name", "Regionen", "--date", "2018-05-02")
    demo("judge", "3.4", *words, "--review", "2019-05-01")
    after = of_3_4()
    assert before["judged"] is None
    assert {**after, "judged": None} == before
    assert (after["judged"]["verdict"], after["judged"]["name"], after["judged"]["review"]) == (
        "handled_elsewhere",
        "Regionen",
        "2019-05-01",
    )


def test_a_focus_area_that_initiatives_point_at_is_not_removed(demo: Command, tmp_path: Path) -> None:
    text = SHIPPED.read_text("utf-8")
    start = text.index('[[nodes]]\nid = "2.4"')
    end = text.index("[[nodes]]", start + 1)
    file = tmp_path / "utan.toml"
    file.write_text(text[:start] + text[end:], "utf-8")
    with pytest.raises(Refused) as refused:
        demo("strategy", "load", str(file))
    told = " ".join(f"{fault.read} {fault.expected.sv} {fault.way_out.sv}" for fault in refused.value.faults)
    assert all(case in told for case in ("20200636", "20200189", "20200634", "20201073", "20200664"))
    assert "2.4" in {one["id"] for one in json.loads(demo("coverage", "--on", DAY, "--format", "json"))["focus_areas"]}


def test_pre_study_and_project_are_proposed_as_a_chain_and_confirmed_by_a_person(demo: Command) -> None:
    def state() -> str:
        return next(line for line in demo("portfolio", "chains").splitlines() if line.startswith("20200491"))

    assert "föreslagen" in state()
    demo("portfolio", "chains", "--confirm", "20200491,20201004")
    assert "bekräftad" in state()


def test_similar_efforts_of_different_owners_are_told(demo: Command) -> None:
    told = json.loads(demo("coverage", "--on", DAY, "--format", "json"))["overlaps"]
    assert ("2.4", "SMF i tidig fas", ["20200189", "20201073"]) in [
        (one["focus_area"], one["target_group"], one["initiatives"]) for one in told
    ]
    assert all(len(one["owners"]) > 1 for one in told)


def test_each_value_tells_the_file_and_row_that_it_came_from(demo: Command) -> None:
    lines = (ROOT / "demo" / "sormland_portfolio.csv").read_text("utf-8").splitlines()
    row = next(number for number, line in enumerate(lines, start=1) if line.startswith("20200189;"))
    assert f"Ur sormland_portfolio.csv, rad {row} (import " in demo("initiative", "show", "20200189")


def test_a_text_that_a_spreadsheet_would_run_is_defused(demo: Command, tmp_path: Path) -> None:
    file = tmp_path / "formel.csv"
    file.write_text("Ärendenr;Projektnamn;Projektägare;Startdatum;Slutdatum;Kommuner;Insatsområde\n"
                    "F1;=HYPERLINK(1);Flens kommun;2018-01-01;2018-12-31;Flen;2.4\n", "utf-8")  # fmt: skip
    demo("portfolio", "import", str(file))
    opened = demo("why", "2.4", "active", "--on", DAY, "--format", "csv")
    cells = [cell for row in csv.reader(io.StringIO(opened), delimiter=";") for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert not any(cell.startswith("=") for cell in cells)


def test_a_file_that_is_no_table_costs_a_clear_refusal_and_changes_nothing(demo: Command, tmp_path: Path) -> None:
    file = tmp_path / "lista.xlsx"
    file.write_bytes(b"<html>inte en arbetsbok</html>")
    before = demo("initiative", "list", "--format", "json")
    with pytest.raises(Refused) as refused:
        demo("portfolio", "import", str(file))
    assert refused.value.faults[0].location.file == "lista.xlsx"
    assert "arbetsbok" in refused.value.faults[0].expected.sv
    assert demo("initiative", "list", "--format", "json") == before
