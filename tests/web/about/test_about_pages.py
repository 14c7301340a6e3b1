"""What the site says of itself: its rules from the rulebook, its accessibility, its colours."""

import json
import os
import re
from fractions import Fraction
from pathlib import Path

import pytest
from django.test import Client

from samhandling.coverage.rules.conditions import CONDITIONS
from samhandling.coverage.rules.rulebook import Use, default_rulebook
from samhandling.ground.viewer import OPERATOR
from samhandling.strategy.actions import load
from samhandling.strategy.rules.shipped import read_shipped
from samhandling.web.about.rule_words import RULE_WORDS, explained, part_said

pytestmark = pytest.mark.django_db
BOOK = default_rulebook()


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_every_rule_that_the_product_knows_has_words() -> None:
    assert set(RULE_WORDS) == set(CONDITIONS)


def test_the_page_tells_every_rule_under_its_use(client: Client) -> None:
    text = page(client, "/sa-raknar-vi")
    counts, off = text.split("Regler som finns men inte används")
    for rule in BOOK.rules:
        assert explained(rule, BOOK).wants.sv in (off if rule.use is Use.OFF else counts)
    assert "Fem regler avgör" in text
    assert "mer än hälften av platsens pågående insatser" in text
    assert "Varje gräns prövas en fjärdedel lägre och högre" in text


def test_words_follow_the_thresholds() -> None:
    stricter = BOOK.with_threshold("one_owner", Fraction(3)).with_threshold("no_main", Fraction(2))
    assert "minst tre ägare" in explained(stricter.rule("one_owner"), stricter).wants.sv
    assert "Minst två pågående insatser" in explained(stricter.rule("no_main"), stricter).wants.sv
    half = BOOK.with_threshold("aspect_without_effort", Fraction(1, 2))
    assert "i hälften av delområdena" in explained(half.rule("aspect_without_effort"), half).wants.sv
    assert "i alla delområden" in explained(BOOK.rule("aspect_without_effort"), BOOK).wants.sv
    assert "sex månader" in explained(BOOK.rule("few_left"), BOOK.with_threshold("months_left", Fraction(6))).wants.sv


@pytest.mark.parametrize(
    ("part", "sv", "en"),
    [
        (Fraction(1, 2), "hälften", "half"),
        (Fraction(3, 10), "30 procent", "30 per cent"),
        (Fraction(1, 8), "12,50 procent", "12.50 per cent"),
    ],
)
def test_parts_are_told_as_a_reader_says_them(part: Fraction, sv: str, en: str) -> None:
    assert (part_said(part).sv, part_said(part).en) == (sv, en)


def test_the_rulebook_is_there_as_data(client: Client) -> None:
    told = json.loads(page(client, "/sa-raknar-vi.json"))
    assert told["version"] == BOOK.version
    assert [(row["id"], row["use"], Fraction(row["threshold"])) for row in told["rules"]] == [
        (rule.id, rule.use.value, rule.threshold) for rule in BOOK.rules
    ]
    assert page(client, "/sa-raknar-vi.csv").count("\n") == 1 + len(BOOK.rules)


def test_the_statement_names_the_owner_of_the_strategy_and_the_way_to_complain(client: Client) -> None:
    assert "Digg" in page(client, "/tillganglighet")
    load(read_shipped("sormland-naringsliv-2022"), by=OPERATOR)
    text = page(client, "/tillganglighet")
    assert "Region Sörmland står bakom" in text
    assert "https://www.digg.se/tdosanmalan" in text
    assert "Det vi vet inte fungerar fullt ut" in text


def test_the_colours_are_a_style_sheet_that_browsers_keep(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMHANDLING_THEME", raising=False)
    answer = client.get("/tema.css")
    css = answer.content.decode()
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    colours = dict(re.findall(r"--([a-z0-9-]+):([^;}]+)", css))
    assert {"paper", "ink", "accent", "area-1", "area-2", "area-3"} <= set(colours)
    assert all(re.fullmatch(r"#[0-9a-f]{6}", colour) for colour in colours.values())
    assert "max-age=86400" in answer["Cache-Control"]
    assert client.get("/tema.css", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_a_region_sets_its_colours_and_a_changed_file_is_read_anew(client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "tema.toml"
    monkeypatch.setenv("SAMHANDLING_THEME", str(file))
    file.write_text('[colours]\naccent = "#123456"\n', "utf-8")
    before = client.get("/tema.css")
    assert "--accent:#123456" in before.content.decode()
    file.write_text('[colours]\naccent = "#0a3d2e"\n', "utf-8")

    os.utime(file, (1, 1))
    after = client.get("/tema.css", headers={"If-None-Match": before["ETag"]})
    assert "--accent:#0a3d2e" in after.content.decode()


@pytest.mark.parametrize("text", ['[colours]\naccent = "blå"\n', "[colours", '[colours]\naccent = "#eeeeee"\n', None])
def test_a_theme_that_cannot_be_used_is_logged_and_the_shipped_one_stands_in(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str | None
) -> None:
    monkeypatch.delenv("SAMHANDLING_THEME", raising=False)
    shipped = client.get("/tema.css").content
    file = tmp_path / "tema.toml"
    if text is not None:
        file.write_text(text, "utf-8")
    monkeypatch.setenv("SAMHANDLING_THEME", str(file))
    assert client.get("/tema.css").content == shipped
    assert "SAMHANDLING_THEME" in caplog.text
