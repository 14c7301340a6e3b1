"""Every number on the start page and on every focus area's page opens to its rows, and page, JSON and CSV say the same."""

import csv
import io
import re
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest

from browser.conftest import Open
from browser.sites import DAY, Site, read

ON = f"?dag={DAY}"
HALF_A_TENTH = Decimal(50_000)
SHOWN = "found => found.map(one => [one.getAttribute('href'), one.textContent.trim()])"
WORDS = {"missing": "Ingen känd insats", "partly": "Saknas delvis", "covered": "Insatser pågår", "insufficient": "Kan inte bedömas"}


def numbers_on(site: Site, path: str, visit: Open) -> list[tuple[str, str]]:
    """(address, shown text) of every number that opens."""
    return [(href, text) for href, text in visit(site, path).locator("a[href*='/varfor/']").evaluate_all(SHOWN)]


def plain(text: str) -> str:
    """Without the spaces between thousands, with a decimal point."""
    return text.replace(" ", "").replace(" ", "").replace(" ", "").replace(",", ".")


def says(text: str, value: Decimal) -> bool:
    """The shown text is the value, in the roundness in which it is shown."""
    if text == "under 0,1 mnkr":
        return 0 < value < HALF_A_TENTH
    if text.endswith("mnkr"):
        return abs(Decimal(plain(text.removesuffix("mnkr"))) * 1_000_000 - value) <= HALF_A_TENTH
    return Decimal(plain(text.removesuffix("kr"))) == value


def rows_give(opened: dict[str, Any]) -> Decimal:
    """What the rows behind a number make together."""
    if opened["unit"] == "SEK":
        return sum((Decimal(row["part"]) for row in opened["rows"] if row["part"]), Decimal(0))
    return Decimal(len(opened["rows"]))


@pytest.fixture(scope="module")
def picture(full: Site) -> dict[str, Any]:
    """The picture as JSON."""
    found: dict[str, Any] = read(full, f"/lagesbild.json{ON}").json
    return found


@pytest.fixture(scope="module")
def areas(picture: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Its focus areas by their code."""
    return {area["id"]: area for area in picture["focus_areas"]}


def walks(site: Site, href: str, text: str, picture: dict[str, Any], areas: dict[str, dict[str, Any]]) -> None:
    """The number that is shown is the one behind the link, in the JSON, and in the sum of its rows."""
    path, _, query = href.partition("?")
    assert parse_qs(query) == {"dag": [DAY]}
    opened = read(site, f"{path}.json?{query}").json
    value = Decimal(opened["value"])
    assert says(text, value), (href, text, value)
    assert rows_give(opened) == value, href
    of = picture["totals"] if opened["where"] == "totals" else areas[opened["where"]]
    assert Decimal(str(of[opened["figure"]])) == value, href


def test_every_number_on_the_start_page_opens_to_its_rows(
    full: Site, visit: Open, picture: dict[str, Any], areas: dict[str, dict[str, Any]]
) -> None:
    found = numbers_on(full, f"/{ON}", visit)
    assert len(found) >= 3 * len(areas)
    for href, text in found:
        walks(full, href, text, picture, areas)


def test_every_number_on_every_focus_area_opens_to_its_rows(
    full: Site, visit: Open, picture: dict[str, Any], areas: dict[str, dict[str, Any]]
) -> None:
    for code in areas:
        found = numbers_on(full, f"/insatsomrade/{code}{ON}", visit)
        assert len(found) >= 5
        for href, text in found:
            walks(full, href, text, picture, areas)


def test_the_page_behind_a_number_shows_it_and_its_rows(full: Site, visit: Open) -> None:
    page = visit(full)
    for path, unit in (("/varfor/1.3/active", ""), ("/varfor/1.3/sek", " kr"), ("/varfor/totals/granted_sek", " kr")):
        opened = read(full, f"{path}.json{ON}").json
        page.goto(f"{path}{ON}")
        shown = page.locator(".lead strong").inner_text().rpartition(": ")[2]
        assert plain(shown.removesuffix(unit.strip()).strip()) == opened["value"]
        assert page.locator("main tbody tr").count() == len(opened["rows"])
        assert page.locator("main tbody th").all_inner_texts() == [row["id"] for row in opened["rows"]]


def as_rows(site: Site, path: str) -> list[dict[str, str]]:
    """A CSV as a Swedish spreadsheet opens it."""
    return list(csv.DictReader(io.StringIO(read(site, path).text), delimiter=";"))


def test_the_start_page_its_json_and_its_csv_say_the_same(full: Site, visit: Open, areas: dict[str, dict[str, Any]]) -> None:
    table = {row["Kod"]: row for row in as_rows(full, f"/lagesbild.csv{ON}")}
    page = visit(full, f"/{ON}")
    listed = page.locator(".areas li").all_inner_texts()
    assert len(listed) == len(areas) == len(table)
    for text in listed:
        code = text.split()[0]
        area, row, shown = areas[code], table[code], " ".join(text.split())
        assert WORDS[area["status"]] in shown
        assert (row["Läge"], row["Pågår"]) == (WORDS[area["status"]], str(area["active"]))
        assert (row["Aktörer"], row["Fortsätter en tid framåt"]) == (str(area["actors"]), str(area["main_left"]))
        assert not area["active"] or shown.endswith(str(area["active"]))
        assert {Decimal(area["sek"]), Decimal(area["nation_wide_sek"])} <= {
            Decimal(plain(cell)) for cell in row.values() if re.fullmatch(r"[\d\s]+[.,]\d\d", cell)
        }


@pytest.mark.parametrize("code", ["1.1", "1.3", "2.3"])
def test_a_focus_area_its_json_and_its_csv_list_the_same_initiatives(full: Site, visit: Open, code: str) -> None:
    found = read(full, f"/insatsomrade/{code}.json{ON}").json["initiatives_listed"]
    rows = as_rows(full, f"/insatsomrade/{code}.csv{ON}")
    links = visit(full, f"/insatsomrade/{code}{ON}").locator("section[aria-labelledby=efforts] tbody th a").evaluate_all(SHOWN)
    assert [urlsplit(href).path.rpartition("/")[2] for href, _ in links] == [one["id"] for one in found] == [row["id"] for row in rows]
    assert [text for _, text in links] == [one["title"] for one in found]


def test_the_list_its_json_its_csv_and_its_workbook_say_the_same(full: Site, visit: Open) -> None:
    query = f"{ON}&insatsomrade=1.3&lage=pagar"
    found = read(full, f"/insatser.json{query}").json["initiatives"]
    rows = as_rows(full, f"/insatser.csv{query}")
    book = openpyxl.load_workbook(io.BytesIO(read(full, f"/insatser.xlsx{query}").body), read_only=True)
    cells = list(book.worksheets[0].iter_rows(values_only=True))
    book.close()
    shown = visit(full, f"/insatser{query}").locator("main tbody th a").evaluate_all(SHOWN)
    codes = [one["id"] for one in found]
    assert len(codes) == read(full, f"/insatsomrade/1.3.json{ON}").json["active"]
    assert codes == [urlsplit(href).path.rpartition("/")[2] for href, _ in shown]
    assert codes == [row["Ärende"] for row in rows] == [row[0] for row in cells[1:]]
    granted = [Decimal(one["granted_sek"]) for one in found]
    column = cells[0].index("Beviljat, kr")
    assert granted == [Decimal(plain(row["Beviljat, kr"])) for row in rows] == [Decimal(str(row[column])) for row in cells[1:]]
