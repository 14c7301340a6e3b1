"""The pages of the rules, asked for as a browser asks: who sees which version, the form, its effect, two writers at once."""

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from plan.conftest import county as county
from rules_released import upgrade as upgrade
from rules_released import upgraded as upgraded
from samhandling.coverage.changing_rules import change_rules
from samhandling.coverage.in_force import rules_now
from samhandling.coverage.rules.rulebook import default_rulebook
from samhandling.coverage.rules.terms import terms_of
from samhandling.ground.viewer import OPERATOR
from samhandling.plan.actions.publishing import publish
from web.history.conftest import _quick_hashes as _quick_hashes
from web.history.conftest import browser as browser
from web.history.conftest import plan as plan

OWN = default_rulebook().version
FORM = "/sa-raknar-vi/andra?dag=2025-06-01"
Browser = Callable[[str], Client]


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return seen(answer.content.decode())


def seen(page: str) -> str:
    return unescape(" ".join(page.split()))


def filled(page: str) -> dict[str, str]:
    """What a browser would send of a form as it stands on the page."""
    form = page.split('<form class="editing"')[-1].split("</form>")[0] if '<form class="editing"' in page else page.split("<main")[1]
    found = dict(re.findall(r'<input [^>]*?name="([^"]+)" value="([^"]*)"', form))
    for name, options in re.findall(r'<select id="[^"]+" name="([^"]+)".*?>(.*?)</select>', form):
        found[name] = re.findall(r'value="([^"]+)" selected', options)[0]
    for name, inside in re.findall(r'<textarea [^>]*?name="([^"]+)"[^>]*>(.*?)</textarea>', form):
        found[name] = inside.strip()
    return found


def post(client: Client, data: dict[str, str], status: int, act: str = "preview") -> str:
    answer = client.post(FORM, {**data, "act": act})
    assert answer.status_code == status
    return seen(answer.content.decode())


def number(strategy: str) -> int:
    return rules_now(strategy, seen_by=OPERATOR).latest.number


def test_the_form_opens_with_the_rules_of_now(plan: str, browser: Browser) -> None:
    change_rules(plan, [("few_left.threshold", "3"), ("max_unjudged", "12,5")], "Längre fram.", by=OPERATOR)
    opened = filled(text(browser("eva"), FORM))
    assert (opened["version"], opened["few_left.threshold"], opened["max_unjudged"], opened["no_main.use"]) == ("1", "3", "12,5", "reason")
    assert set(opened) >= set(terms_of(default_rulebook()))


def test_a_change_is_looked_at_then_saved_and_then_told(plan: str, browser: Browser) -> None:
    client = browser("eva")
    data = {**filled(text(client, FORM)), "no_main.threshold": "2", "reason": "Ett är för lite."}
    looked = post(client, data, 200)
    assert "Inget är sparat ännu." in looked
    assert "Huvudinriktning, gräns" in looked
    assert "Skäl: Ett är för lite." in looked
    assert number(plan) == 0
    answer = client.post(FORM, {**filled(looked), "act": "save"})
    assert (answer.status_code, answer["Location"]) == (303, "/sa-raknar-vi?dag=2025-06-01&andrat=ja")
    told = text(client, answer["Location"])
    assert "Reglerna är ändrade." in told
    assert f"Reglernas version: {OWN}.1." in told
    assert "Minst två pågående insatser ska ha området som huvudinriktning" in told
    assert "Eva Ek" in text(client, "/sa-raknar-vi/andringar")


def statuses(client: Client) -> dict[str, str]:
    return {cell["id"]: cell["status"] for cell in json.loads(text(client, "/lagesbild.json?dag=2025-06-01"))["focus_areas"]}


def test_the_effect_names_the_focus_areas_that_get_another_status(plan: str, browser: Browser) -> None:
    client = browser("eva")
    opened = filled(text(client, FORM))
    quiet = {field: "off" for field in opened if field.endswith(".use")}
    before = statuses(client)
    looked = post(client, {**opened, **quiet, "no_main.use": "reason", "reason": "Bara huvudinriktning."}, 200)
    named = re.findall(r'<tr><th scope="row"><a href="[^"]*insatsomrade/([^"?]+)', looked)
    assert client.post(FORM, {**filled(looked), "act": "save"}).status_code == 303
    after = statuses(client)
    assert named == [code for code in before if before[code] != after[code]] != []
    assert f"av {len(before)} insatsområden får ett annat läge." in looked


def test_visitors_keep_the_published_rules_and_are_told_of_the_new_ones(plan: str, browser: Browser) -> None:
    visitor, strategist = browser(""), browser("eva")
    assert "Ingen har ändrat reglerna." in text(visitor, "/sa-raknar-vi")
    change_rules(plan, [("no_main.threshold", "2")], "Ett är för lite.", by=OPERATOR)
    page = text(visitor, "/sa-raknar-vi")
    assert "Nya regler är beslutade den" in page
    assert "Ett är för lite." in page
    assert f"Reglernas version: {OWN}. Det är produktens egna regler, som de var den" in page
    assert "Minst en pågående insats ska ha området" in page
    assert f"Reglernas version: {OWN}." in text(visitor, "/varfor/A1a/active")
    assert f"Reglernas version: {OWN}.1." in text(strategist, "/varfor/A1a/active")
    assert "Minst två pågående insatser ska ha" in text(visitor, "/sa-raknar-vi?version=1")
    publish(plan, by=OPERATOR)
    page = text(visitor, "/sa-raknar-vi")
    assert "Nya regler är beslutade" not in page
    assert f"Reglernas version: {OWN}.1. Beslutad den" in page
    assert "Reglerna som de var i version" not in page
    assert f"Här står reglerna som de var i version {OWN}." in text(visitor, "/sa-raknar-vi?version=0")
    assert f"Reglernas version: {OWN}.1." in text(visitor, "/varfor/A1a/active")
    assert json.loads(text(visitor, "/varfor/A1a/active.json"))["rule"].endswith(f"Reglernas version: {OWN}.1.")


def test_a_visitor_reads_the_actor_and_never_the_name(plan: str, browser: Browser) -> None:
    client = browser("eva")
    post_save = {**filled(text(client, FORM)), "months_left": "6", "reason": "Kortare."}
    assert client.post(FORM, {**filled(post(client, post_save, 200)), "act": "save"}).status_code == 303
    for address in (
        "/sa-raknar-vi",
        "/sa-raknar-vi/andringar",
        "/sa-raknar-vi/andringar.json",
        "/sa-raknar-vi.json",
        "/en/sa-raknar-vi/andringar",
    ):
        page = text(browser(""), address)
        assert "Eva Ek" not in page
        assert re.search("En kollega|A colleague", page), address


def test_the_versions_are_data_too(plan: str, browser: Browser) -> None:
    change_rules(plan, [("months_left", "6"), ("one_owner.use", "off")], "=Kortare", by=OPERATOR)
    client = browser("")
    told = json.loads(text(client, "/sa-raknar-vi/andringar.json"))["versions"]
    assert [(one["number"], one["is_of_the_picture"]) for one in told] == [(1, False), (0, True)]
    assert told[0]["changes"] == {"months_left": ["12", "6"], "one_owner.use": ["reason", "off"]}
    rows = client.get("/sa-raknar-vi/andringar.csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + 2 + 1
    assert not any(cell.startswith("=") for row in rows for cell in row.split(";"))
    assert client.get("/sa-raknar-vi/andringar.xlsx").content[:2] == b"PK"
    whole = json.loads(text(client, "/sa-raknar-vi.json"))
    assert (whole["version"], whole["number"], [one["number"] for one in whole["versions"]]) == (OWN, 0, [1, 0])
    assert json.loads(text(client, "/sa-raknar-vi.json?version=1"))["months_left"] == 6


@pytest.mark.parametrize("address", ["/sa-raknar-vi?version=9", "/sa-raknar-vi?version=x", "/sa-raknar-vi/andra?till=9"])
def test_a_version_that_there_is_none_of_is_no_page(plan: str, browser: Browser, address: str) -> None:
    text(browser("eva"), address, 404)


def test_every_fault_stands_at_its_field_and_what_was_written_stays(plan: str, browser: Browser) -> None:
    client = browser("eva")
    data = {**filled(text(client, FORM)), "few_left.threshold": "många", "max_unjudged": "140", "reason": ""}
    page = post(client, data, 400)
    for field in ("few_left.threshold", "max_unjudged", "reason"):
        assert f'href="#{field}"' in page
        assert f'id="{field}-fault"' in page
    assert 'value="många"' in page
    assert "Framåt i tiden, gräns: ett helt tal, från 1 till 100." in page
    again = post(client, {**filled(page), "few_left.threshold": "2", "max_unjudged": "50", "reason": "Samma."}, 400)
    assert "Inget är ändrat" in again
    quiet = {field: "off" for field in data if field.endswith(".use")}
    assert "Minst en regel ska räknas." in post(client, {**data, **quiet}, 400)
    assert number(plan) == 0


def test_two_who_change_different_things_both_have_theirs(plan: str, browser: Browser) -> None:
    client = browser("eva")
    mine = {**filled(text(client, FORM)), "months_left": "6", "reason": "Kortare."}
    looked = post(client, mine, 200)
    change_rules(plan, [("few_left.threshold", "3")], "Flera.", by=OPERATOR)
    again = post(client, filled(looked), 409, act="save")
    assert "Inget har gått förlorat." in again
    assert "Flera." in again
    assert number(plan) == 1
    assert client.post(FORM, {**filled(again), "act": "save"}).status_code == 303
    book = rules_now(plan, seen_by=OPERATOR).latest.book
    assert (book.months_left, book.rule("few_left").threshold, number(plan)) == (6, 3, 2)


def test_two_who_change_the_same_thing_see_both(plan: str, browser: Browser) -> None:
    client = browser("eva")
    mine = {**filled(text(client, FORM)), "few_left.threshold": "4", "reason": "Fyra."}
    change_rules(plan, [("few_left.threshold", "3"), ("months_left", "18")], "Tre.", by=OPERATOR)
    page = post(client, mine, 409)
    assert "Det som ni har ändrat olika" in page
    row = re.search(r'<tr><th scope="row"><a href="#few_left.threshold">.*?</tr>', page)
    assert row is not None
    assert re.findall(r"<td>(.*?)</td>", row[0]) == ["2", "3", "4"]
    opened = filled(page)
    assert (opened["version"], opened["few_left.threshold"], opened["months_left"], opened["reason"]) == ("1", "4", "18", "Fyra.")
    looked = post(client, opened, 200)
    assert client.post(FORM, {**filled(looked), "act": "save"}).status_code == 303
    assert rules_now(plan, seen_by=OPERATOR).latest.changes == {"few_left.threshold": ("3", "4")}


def test_one_goes_back_through_the_same_form(plan: str, browser: Browser) -> None:
    change_rules(plan, [("few_left.threshold", "3")], "Tre.", by=OPERATOR)
    client = browser("eva")
    assert f"Gå tillbaka till version {OWN}" in text(client, "/sa-raknar-vi/andringar")
    assert "Gå tillbaka" not in text(browser("rolf"), "/sa-raknar-vi/andringar")
    opened = filled(text(client, f"{FORM}&till=0"))
    assert (opened["version"], opened["till"], opened["few_left.threshold"]) == ("1", "0", "2")
    looked = post(client, {**opened, "reason": "Det blev för strängt."}, 200)
    assert client.post(FORM, {**filled(looked), "act": "save"}).status_code == 303
    assert rules_now(plan, seen_by=OPERATOR).latest.back_to == 0
    assert f"Tillbaka till version {OWN}" in text(browser(""), "/sa-raknar-vi/andringar")


def test_one_may_change_more_before_saving(plan: str, browser: Browser) -> None:
    client = browser("eva")
    looked = post(client, {**filled(text(client, FORM)), "months_left": "6", "reason": "Kortare."}, 200)
    opened = filled(post(client, filled(looked), 200, act="edit"))
    assert (opened["months_left"], opened["reason"]) == ("6", "Kortare.")
    assert number(plan) == 0


@pytest.mark.parametrize("who", ["", "rolf", "ada", "are", "link"])
def test_to_others_than_strategists_the_form_does_not_exist(plan: str, browser: Browser, who: str) -> None:
    client = browser(who)
    assert client.get(FORM).status_code == 404
    assert client.post(FORM, {"months_left": "6", "reason": "x", "act": "save"}).status_code == 404
    assert "/sa-raknar-vi/andra?" not in text(client, "/sa-raknar-vi?dag=2025-06-01")


def test_a_reason_is_escaped(plan: str, browser: Browser) -> None:
    change_rules(plan, [("months_left", "6")], "<b>fet</b>", by=OPERATOR)
    for address in ("/sa-raknar-vi", "/sa-raknar-vi/andringar"):
        assert b"<b>fet</b>" not in browser("").get(address).content


OFFERED = "Produkten har nya regler"


def test_new_rules_of_the_product_are_offered_to_those_who_may_decide(plan: str, upgraded: str, browser: Browser) -> None:
    client = browser("eva")
    page = text(client, "/sa-raknar-vi?dag=2025-06-01")
    assert OFFERED in page
    assert "Huvudinriktning, gräns: nu 1, blir 2." in page
    assert "Inget ändras förrän ni har bestämt det." in page
    assert f"Reglernas version: {OWN}." in page
    for who in ("", "rolf", "link"):
        assert OFFERED not in text(browser(who), "/sa-raknar-vi")


def test_an_offer_is_gone_through_in_the_form_and_taken(plan: str, upgraded: str, browser: Browser) -> None:
    client = browser("eva")
    opened = filled(text(client, f"{FORM}&erbjudande=ja"))
    assert (opened["erbjuden"], opened["no_main.threshold"], opened["version"]) == (upgraded, "2", "0")
    looked = post(client, {**opened, "reason": "Två är rimligt."}, 200)
    assert "Huvudinriktning, gräns" in looked
    assert client.post(FORM, {**filled(looked), "act": "save"}).status_code == 303
    page = text(client, "/sa-raknar-vi")
    assert OFFERED not in page
    assert f"Reglernas version: {upgraded}.1." in page


def test_an_offer_is_declined_with_a_reason(plan: str, upgraded: str, browser: Browser) -> None:
    client = browser("eva")
    opened = filled(text(client, f"{FORM}&erbjudande=nej"))
    assert (opened["erbjuden"], opened["no_main.threshold"]) == (upgraded, "1")
    assert 'href="#reason"' in post(client, opened, 400)
    looked = post(client, {**opened, "reason": "Ett räcker här."}, 200)
    assert "Reglerna blir kvar som de är." in looked
    assert client.post(FORM, {**filled(looked), "act": "save"}).status_code == 303
    assert (OFFERED in text(client, "/sa-raknar-vi"), number(plan)) == (False, 1)
    assert "Ett räcker här." in text(browser(""), "/sa-raknar-vi/andringar")
    assert client.post(FORM, {**filled(looked), "act": "save"}).status_code == 409


def test_where_nothing_is_offered_the_address_opens_the_form_as_it_is(plan: str, browser: Browser) -> None:
    assert "erbjuden" not in filled(text(browser("eva"), f"{FORM}&erbjudande=ja"))


def test_without_a_strategy_the_product_s_own_rules_are_told(db: Any, client: Client) -> None:
    assert "Ingen har ändrat reglerna." in text(client, "/sa-raknar-vi")
