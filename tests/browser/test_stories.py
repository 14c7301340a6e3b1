"""Whole tales in a browser: a board member, a business developer in a municipality, a strategist, a journalist. With JavaScript and without."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Open, sign_in
from browser.sites import DAY, Site, read
from browser.telling import fill_in
from stories.installed import DEMO, PORTFOLIO

ON = f"?dag={DAY}"
EARLIER = "2016-09-01"
ACTORS = DEMO / "actors.csv"
FIRST_SCREEN = 700
EITHER_WAY = pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])


def is_in_first_screen(one: Locator) -> bool:
    """Seen whole without scrolling."""
    box = one.bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= FIRST_SCREEN


def known_rows() -> list[dict[str, str]]:
    """The demo's list as it stands in its file, read without the product."""
    with PORTFOLIO.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def of_area(row: dict[str, str], area: str) -> bool:
    return area in {part.partition(":")[0] for part in row["contributions"].split("|")}


def is_under_way(row: dict[str, str], day: str) -> bool:
    return bool(row["start"] and row["end"]) and row["start"] <= day <= row["end"]


def has_no_known_effort() -> set[str]:
    """Worked out from the file: the focus areas that no dated row is under way in, technical assistance aside."""
    every = {f"{area}.{number}" for area, count in ((1, 3), (2, 6), (3, 5)) for number in range(1, count + 1)}
    rows = [row for row in known_rows() if is_under_way(row, DAY) and row["kind"] != "tekniskt stöd"]
    return {area for area in every if not any(of_area(row, area) for row in rows)}


@EITHER_WAY
def test_a_board_member_reads_from_the_first_screen_what_is_missing_and_how_far_that_reaches(
    full: Site, visit: Open, javascript: bool
) -> None:
    page = visit(full, f"/{ON}", javascript=javascript)
    assert "8 av strategins 14 insatsområden" in page.locator(".lead").inner_text()
    missing = page.locator(".areas li", has_text="Ingen känd insats")
    assert {text.split()[0] for text in missing.all_inner_texts()} == has_no_known_effort()
    assert missing.count() == 8
    for one in (page.locator("h1"), page.locator(".lead"), page.locator(".reach"), *missing.all()):
        assert is_in_first_screen(one), one.inner_text()
    reach = page.locator(".reach").inner_text()
    for told in ("68 insatser", "Projektbanken", "14 oktober 2016", "Inte inläst", "Socialfonden", "kommunernas löpande arbete"):
        assert told in reach
    assert "betyder alltså inte att inget gjordes" in reach


@EITHER_WAY
def test_a_board_member_gets_behind_a_number_in_two_clicks(full: Site, visit: Open, javascript: bool) -> None:
    page = visit(full, f"/{ON}", javascript=javascript)
    page.locator(".areas a", has_text="1.3").click()
    page.locator("#varfor dl a").first.click()
    expect(page.locator("h1")).to_contain_text("Så räknades det")
    ids = {row["id"] for row in known_rows() if is_under_way(row, DAY) and of_area(row, "1.3")}
    assert page.locator(".lead").inner_text().endswith(f": {len(ids)}")
    assert set(page.locator("main tbody th").all_inner_texts()) == ids


@EITHER_WAY
def test_a_business_developer_in_flen_tells_of_an_effort_and_a_strategist_answers(full: Site, visit: Open, javascript: bool) -> None:
    text = f"Företagslots i Flen, {'med' if javascript else 'utan'} skript"
    page = visit(full, f"/{ON}", javascript=javascript)
    page.get_by_label("Plats", exact=True).select_option(label="Flen")
    page.get_by_role("button", name="Visa").click()
    expect(page.get_by_text("Inget inläst för Flen ännu. Lägg till det ni redan gör.")).to_be_visible()
    page.get_by_role("link", name="Lägg till en insats").click()
    assert page.get_by_label("Plats", exact=True).locator("option:checked").inner_text() == "Flen"
    page.get_by_role("button", name="Skicka in").click()
    summary = page.get_by_role("alert")
    assert summary.get_by_role("link").count() >= 2
    summary.get_by_role("link").first.click()
    assert page.url.endswith("#title")
    fill_in(page, "insats", text, "Farida, Flens kommun")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack, nu vet vi om insatsen")
    expect(page.locator(".lead")).to_contain_text("inkorgen hos en strateg på Region Sörmland")
    answered(visit(full, javascript=javascript), full, text)


def answered(page: Page, site: Site, text: str) -> None:
    """The strategist finds it in the inbox, says why not without a reason, then answers."""
    sign_in(page, *site.way_in("strategist"))
    page.get_by_role("link", name="Inkorg").click()
    mine = page.get_by_role("article").filter(has_text=text)
    expect(mine).to_contain_text("Farida, Flens kommun")
    expect(mine.get_by_role("heading")).to_contain_text("Flen")
    mine.get_by_label("Ditt svar, och varför").fill("Den hör till 1.1. Jag lägger till den i listan.")
    mine.get_by_role("button", name="Ta upp").click()
    expect(page.get_by_role("status")).to_contain_text("Svaret är sparat.")
    expect(page.get_by_role("article").filter(has_text=text)).to_have_count(0)
    expect(page.locator("section[aria-labelledby=answered]")).to_contain_text("Jag lägger till den i listan.")


@EITHER_WAY
def test_a_journalist_asks_why_2_3_is_partly_missing(full: Site, visit: Open, javascript: bool) -> None:
    page = visit(full, f"/{ON}", javascript=javascript)
    page.locator(".areas a", has_text="2.3").click()
    expect(page.locator(".lead")).to_contain_text("Saknas delvis")
    reasons = page.locator("#varfor > ul").first.inner_text()
    assert "Ingen pågående insats har området som huvudinriktning." in reasons
    assert "En insats som har området som huvudinriktning." in page.locator("#varfor").inner_text()
    page.locator("#varfor dl").get_by_role("link").nth(2).click()
    expect(page.locator(".lead")).to_contain_text("huvudinriktning: 0")


@EITHER_WAY
def test_a_journalist_asks_who_runs_the_efforts_in_1_3(full: Site, visit: Open, javascript: bool) -> None:
    page = visit(full, f"/insatsomrade/1.3{ON}", javascript=javascript)
    links = (
        page.locator("section[aria-labelledby=doers] > ul")
        .first.locator("li > a:first-child")
        .evaluate_all("found => found.map(one => one.href)")
    )
    told = {urlsplit(href).path.rpartition("/")[2] for href in links}
    rows = [row for row in known_rows() if is_under_way(row, DAY) and of_area(row, "1.3")]
    assert told == {actor_of(name) for row in rows for name in (row["owner"], *filter(None, row["partners"].split("|")))}
    page.locator("section[aria-labelledby=doers] li > a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Statens energimyndighet")


def actor_of(name: str) -> str:
    """Who is meant, by the demo's own list of actors."""
    with ACTORS.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    (code,) = {row["id"] for row in rows if name.casefold() in {one.casefold() for one in (row["name"], *row["aliases"].split("|"))}}
    return code


@EITHER_WAY
def test_a_journalist_asks_what_ended_between_two_days(full: Site, visit: Open, javascript: bool) -> None:
    page = visit(full, f"/{ON}", javascript=javascript)
    page.get_by_label("Jämför med").fill(EARLIER)
    page.get_by_role("button", name="Visa").click()
    compared = page.locator("section[aria-labelledby=compared]")
    expect(compared.locator("caption")).to_have_text("Från 1 september 2016 till 30 juni 2018")
    closed = {
        urlsplit(href).path.rpartition("/")[2] for href in compared.locator("tbody td:last-child a").evaluate_all("a => a.map(b => b.href)")
    }
    wanted = {row["id"] for row in known_rows() if is_under_way(row, EARLIER) and not is_under_way(row, DAY) and row["contributions"]}
    assert closed == wanted
    assert closed == set(read(full, f"/lagesbild.json{ON}&jamfor={EARLIER}").json["comparison"]["closed"])


def test_a_journalist_downloads_the_list_and_finds_the_same_numbers(full: Site, visit: Open, tmp_path: Path) -> None:
    page = visit(full, f"/insatser{ON}&insatsomrade=1.3&lage=pagar")
    shown = page.locator("main tbody tr").count()
    rows = list(csv.DictReader(io.StringIO(downloaded(page, "CSV", tmp_path).read_text("utf-8-sig")), delimiter=";"))
    sheet = openpyxl.load_workbook(downloaded(page, "Excel", tmp_path), read_only=True)
    cells = list(sheet.worksheets[0].iter_rows(values_only=True))
    sheet.close()
    address = page.locator("a", has_text="JSON").first.get_attribute("href")
    assert address
    found: list[dict[str, Any]] = read(full, address).json["initiatives"]
    assert shown == len(rows) == len(cells) - 1 == len(found) == 14
    assert all(date.fromisoformat(one["start"]) <= date.fromisoformat(DAY) <= date.fromisoformat(one["end"]) for one in found)


def downloaded(page: Page, word: str, folder: Path) -> Path:
    """The file behind a link."""
    with page.expect_download() as waiting:
        page.locator("a", has_text=word).first.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path
