"""The page that asks whether what the strategy said of its region still holds: answers from figures, and what is missing."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from django.test import Client

from samhandling.figures.actions import store_snapshot
from samhandling.figures.indicators.series import code_of
from samhandling.figures.rules.comparing.statements import Answer
from samhandling.figures.rules.comparing.statements_tally import tally_of
from samhandling.figures.rules.indicator.shipped import shipped
from samhandling.figures.rules.observation import NewSeries, NewSnapshot
from samhandling.ground.viewer import OPERATOR
from samhandling.office.kept import forget_all
from samhandling.strategy.actions import load
from samhandling.strategy.rules.shipped import read_shipped

STRATEGY = "sormland-naringsliv-2022"


@pytest.fixture
def bare(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The strategy, and no figures."""
    from samhandling.figures.store import engine

    monkeypatch.setenv("SAMHANDLING_HOME", str(tmp_path))
    load(read_shipped(STRATEGY), by=OPERATOR)
    forget_all()
    yield
    engine.close()


def put(indicator: str, *rows: tuple[str, str, float]) -> None:
    """Figures of an indicator's first series: (place, period, value)."""
    from datetime import UTC, datetime

    code = code_of(shipped(STRATEGY).indicators[indicator].every_series[0].source)
    places, periods, values = zip(*rows, strict=True)
    table = pa.table({"place": places, "period": periods, "value": pa.array(values, pa.float64()), "status": [""] * len(rows)})
    kept = NewSnapshot(code, b"x", datetime(2026, 1, 10, 12, tzinfo=UTC), series=[NewSeries(code, "En serie", "procent", 1)])
    assert store_snapshot(kept, table, by=OPERATOR).good
    forget_all()


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode().replace("\u00a0", " ")


def answers(client: Client, path: str = "/nulagesbild.json") -> dict[str, dict[str, object]]:
    return {row["id"]: row for row in json.loads(text(client, path))["statements"]}


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([], "Inga påståenden är inlagda för strategin."),
        ([Answer.CANNOT_BE_TOLD] * 3, "Inget av 3 påståenden kan prövas än: siffrorna som behövs är inte inlästa."),
        (
            [Answer.YES, Answer.YES, Answer.NO, Answer.PARTLY, Answer.CANNOT_BE_TOLD],
            "4 av 5 påståenden kan prövas med de siffror som är inlästa: 2 stämmer, 1 stämmer delvis och 1 stämmer inte.",
        ),
    ],
    ids=["none", "none can be tried", "some"],
)
def test_the_sentence_counts_what_could_be_tried(answers: list[Answer], said: str) -> None:
    assert tally_of(answers).said.sv == said


def test_without_figures_nothing_is_answered_and_the_page_says_what_is_missing(bare: None, client: Client) -> None:
    said = text(client, "/nulagesbild")
    assert "Inget av 20 påståenden kan prövas än" in said
    assert said.count("Kan inte prövas än.") == 20
    assert "samhandling figures fetch" not in said
    found = answers(client)
    assert len(found) == 20
    assert all(row["answer"] == "cannot_be_told" and row["now"]["value"] is None for row in found.values())  # type: ignore[index]
    assert found["hog-arbetsloshet"]["missing"][0]["command"] == "samhandling figures fetch arbetsloshet-ar-18-65"  # type: ignore[index]


def test_figures_answer_with_then_and_now(bare: None, client: Client) -> None:
    put("sysselsatta-tillverkning", ("04", "2019", 20.0), ("00", "2019", 12.0), ("04", "2024", 15.0), ("00", "2024", 12.0))
    put("forgymnasial-utbildning", ("04", "2021", 15.0), ("00", "2021", 12.0), ("04", "2024", 11.0), ("00", "2024", 11.5))
    said = text(client, "/nulagesbild")
    assert "2 av 20 påståenden kan prövas med de siffror som är inlästa: 1 stämmer delvis och 1 stämmer inte längre." in said
    assert "<strong>Inte längre.</strong>" in said
    assert "<dd>15,0 (2021), riket 12,0</dd>" in said
    assert "<dd>11,0 (2024), riket 11,5</dd>" in said
    found = answers(client)
    assert found["stor-tillverkningsindustri"]["answer"] == "partly"
    assert found["stor-tillverkningsindustri"]["now"] == {"period": "2024", "value": "15.0", "against": "12.0", "held": True}
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text(client, "/nulagesbild.csv").lstrip("\ufeff")), delimiter=";")}
    assert (rows["stor-tillverkningsindustri"]["then"], rows["stor-tillverkningsindustri"]["now_against"]) == ("20.0", "12.0")
    assert rows["hog-arbetsloshet"]["commands"] == "samhandling figures fetch arbetsloshet-ar-18-65"
    assert "<strong>Partly.</strong>" in text(client, "/en/nulagesbild")


def test_another_place_is_said_and_an_earlier_day_knows_less(bare: None, client: Client) -> None:
    put("sysselsatta-tillverkning", ("20", "2019", 10.0), ("00", "2019", 12.0), ("20", "2024", 15.0), ("00", "2024", 12.0))
    said = text(client, "/nulagesbild?plats=20")
    assert "De gäller Södermanlands län. Här prövas de mot siffrorna för Dalarnas län." in said
    assert answers(client, "/nulagesbild.json?plats=20")["stor-tillverkningsindustri"]["answer"] == "yes"
    assert answers(client)["stor-tillverkningsindustri"]["answer"] == "cannot_be_told"
    assert answers(client, "/nulagesbild.json?plats=20&kant=2026-01-09")["stor-tillverkningsindustri"]["answer"] == "cannot_be_told"


def test_an_indicator_that_tells_nearly_the_same_answers_where_the_first_has_no_figures(bare: None, client: Client) -> None:
    put("arbetsloshet-20-64", ("04", "2021M12", 9.0), ("00", "2021M12", 7.0), ("04", "2024M01", 7.6), ("00", "2024M01", 5.3))
    said = text(client, "/nulagesbild")
    assert "1 av 20 påståenden kan prövas med de siffror som är inlästa: 1 stämmer." in said
    assert "<dd>9,0 (december 2021), riket 7,0</dd>" in said
    assert "<dd>7,6 (januari 2024), riket 5,3</dd>" in said
    assert "Svaret kommer ur Arbetslöshet, månad för månad, som säger nästan detsamma." in said
    found = answers(client)["hog-arbetsloshet"]
    assert found["said"] == "Ja, det stämmer: 7,6 (januari 2024), riket 5,3. När strategin skrevs: 9,0 (december 2021), riket 7,0."
    assert (found["indicator"], found["instead_of"]) == ("arbetsloshet-20-64", "arbetsloshet-ar-18-65")
    put("arbetsloshet-ar-18-65", ("04", "2021", 9.0), ("00", "2021", 7.0), ("04", "2025", 6.0), ("00", "2025", 7.0))
    found = answers(client)["hog-arbetsloshet"]
    assert (found["indicator"], found["instead_of"], found["answer"]) == ("arbetsloshet-ar-18-65", None, "not_any_longer")
