"""Pages of history: who finds them, in which words acts are told, on what a reader goes on."""

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from plan.plan_made import held
from samhandling.coverage.actions import judge, withdraw_judgement
from samhandling.coverage.changing_rules import change_rules, revert_rules
from samhandling.coverage.rules.verdict import Judged, Verdict
from samhandling.ground.places import PlaceCode
from samhandling.ground.viewer import OPERATOR, Role, Viewer, ViewerKind
from samhandling.office.actions import record
from samhandling.people.models import Person
from samhandling.people.persons import erase
from samhandling.plan.actions.commenting import comment
from samhandling.plan.actions.editing import change, correct
from samhandling.plan.actions.publishing import publish
from samhandling.plan.comments import versions_of
from samhandling.web.history import views
from samhandling.web.history.verbs import VERBS

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]


def number_of(email: str) -> int:
    return Person.objects.get(email=f"{email}@example.se").pk


def person(email: str, *roles: Role, actors: tuple[str, ...] = ()) -> Viewer:
    return Viewer(ViewerKind.PERSON, number_of(email), frozenset(roles), frozenset(actors))


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def whole(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


ALL = ("/historik", "/historik.json", "/historik.csv", "/insatsomrade/A1a/historik", "/underlag/1/historik")


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("", ()),
        ("are", ("/insatser/A2/historik", "/aktorer/are-kommun/historik")),
        ("link", ("/insatser/A2/historik", "/aktorer/are-kommun/historik")),
        ("reading link", ("/insatser/A2/historik", "/aktorer/are-kommun/historik")),
        ("region", ("/insatser/A1/historik",)),
        ("rolf", ("every",)),
        ("ada", ("every",)),
        ("eva", ("every",)),
    ],
)
def test_who_may_not_see_the_working_material_finds_no_history_of_it(browser: Browser, who: str, found: tuple[str, ...]) -> None:
    client = browser(who)
    for address in ("/historik", "/historik.json", "/historik.csv", "/insatsomrade/A1a/historik", "/insatser/A1/historik",
                    "/insatser/A2/historik", "/insatser/A2/historik.json", "/aktorer/are-kommun/historik"):  # fmt: skip
        expected = found == ("every",) or address.removesuffix(".json") in found
        assert client.get(address).status_code == (200 if expected else 404), address


@pytest.mark.parametrize(
    "address", ["/insatser/A9/historik", "/aktorer/ingen/historik", "/insatsomrade/Z/historik", "/underlag/99/historik"]
)
def test_what_is_not_there_has_no_history(browser: Browser, address: str) -> None:
    assert browser("eva").get(address).status_code == 404


def test_an_act_is_told_from_what_to_what_in_words(plan: str, browser: Browser) -> None:
    eva = person("eva", Role.STRATEGIST)
    correct("A2", "end", "juni 2027", strategy=plan, by=eva)
    correct("A2", "granted", "250000", strategy=plan, by=eva)
    page = text(browser("eva"), "/insatser/A2/historik")
    assert "Ändrade slutdatum från 2025-12-31 till juni 2027." in page
    assert "Satte beloppet till 250 000 kr." in page
    assert "Eva Ek" in page
    assert page.index("250 000 kr") < page.index("juni 2027"), "the latest stands first"
    english = text(browser("rolf"), "/en/insatser/A2/historik")
    assert "Changed the end date from 2025-12-31 to June 2027." in english


def test_a_date_is_told_as_exactly_as_it_was_known_then_also_when_it_has_changed_since(plan: str, browser: Browser) -> None:
    for end in ("2028", "juni 2027", "2026-05-04"):
        correct("A2", "end", end, strategy=plan, by=OPERATOR)
    page = text(browser("eva"), "/historik?vad=insatser")
    for told in ("från 2025-12-31 till 2028.", "från 2028 till juni 2027.", "från juni 2027 till 2026-05-04."):
        assert f"Ändrade slutdatum {told}" in page
    rows = list(csv.DictReader(io.StringIO(whole(browser("eva"), "/historik.csv?vad=insatser").lstrip("\ufeff")), delimiter=";"))
    assert [row["Från och till"] for row in rows][:2] == [
        "Ändrade slutdatum från juni 2027 till 2026-05-04.",
        "Ändrade slutdatum från 2028 till juni 2027.",
    ]


def test_others_than_colleagues_read_the_actor_and_never_the_name(plan: str, browser: Browser) -> None:
    change("A2", {"title": "Öppet i byn, igen"}, strategy=plan, by=person("are", actors=("are-kommun",)), version=held_version())
    correct("A2", "end", "2027-01-31", strategy=plan, by=person("eva", Role.STRATEGIST))
    as_link = text(browser("link"), "/insatser/A2/historik")
    assert "En kollega på Åre kommun" in as_link
    assert "Eva Ek" not in as_link
    assert "Åsa Ask" not in as_link
    assert "En kollega på Region Exempel" in as_link or "En kollega på" in as_link
    own = text(browser("are"), "/insatser/A2/historik")
    assert "Åsa Ask" in own
    assert "Eva Ek" not in own
    assert "Eva Ek" in text(browser("rolf"), "/insatser/A2/historik")


def held_version() -> int:
    return versions_of(["A2"], seen_by=OPERATOR)["A2"]


def test_an_erased_person_is_a_former_user(plan: str, browser: Browser) -> None:
    correct("A2", "end", "2027-01-31", strategy=plan, by=person("eva", Role.STRATEGIST))
    erase("eva@example.se", by=OPERATOR)
    for address in ("/historik", "/insatser/A2/historik"):
        page = text(browser("rolf"), address)
        assert "En tidigare användare" in page
        assert "Eva Ek" not in page


def test_persons_and_ways_in_are_told_only_to_those_who_look_after_them(browser: Browser) -> None:
    rolf = text(browser("rolf"), "/historik?ocksa=allt")
    ada = text(browser("ada"), "/historik?ocksa=allt")
    assert "Lade till en person" in ada
    assert "Lade till en person" not in rolf
    assert "Loggade in" in rolf, "what one has done oneself one may read"
    assert rolf.count("Loggade in") == 1
    assert ada.count("Loggade in") == 2
    told = json.loads(whole(browser("eva"), "/historik.json?ocksa=allt"))["events"]
    assert {one["subject"] for one in told} & {"person", "invitation", "link", "token"} <= {"person"}
    assert {one["who"] for one in told if one["subject"] == "person"} == {"Eva Ek"}


def test_what_was_said_beside_stands_in_the_history_of_it(plan: str, browser: Browser) -> None:
    comment("A2", "wrong", "Hemlig text", strategy=plan, by=person("are", actors=("are-kommun",)))
    page = text(browser("link"), "/insatser/A2/historik")
    assert "Kommenterade" in page
    assert "Något är fel" in page
    assert "Hemlig text" not in text(browser("rolf"), "/historik")


def test_one_asks_by_who_what_and_when(plan: str, browser: Browser) -> None:
    correct("A1", "end", "2027-01-31", strategy=plan, by=person("eva", Role.STRATEGIST))
    publish(plan, by=OPERATOR)
    client, today = browser("rolf"), timezone.localdate()

    def told(query: str) -> set[str]:
        from_page = {
            line.split("<strong>")[1].split("<")[0] for line in text(client, f"/historik?{query}").splitlines() if "<strong>" in line
        }
        from_file = {one["did"] for one in json.loads(whole(client, f"/historik.json?{query}"))["events"]}
        assert from_page == from_file, query
        return from_page

    assert told(f"vem={number_of('eva')}") == {"Rättade insatsen"}
    assert told("vad=publicering") == {"Publicerade bilden"}
    assert "Rättade insatsen" not in told("vem=ingen")
    assert "Publicerade bilden" in told(f"fran={today}&till={today}")
    assert told(f"fran={today + timedelta(days=1)}") == set()
    assert told(f"till={today - timedelta(days=1)}") == set()
    assert "Publicerade bilden" in told("vad=nonsens&vem=x")
    for wrong in ("fran=31 juni", "till=2025-02-30", "fran=2025-02-02&till=2025-02-01"):
        assert client.get(f"/historik?{wrong}").status_code == 400


def test_the_pages_hold_every_act_once(plan: str, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MOST", 2)
    client = browser("eva")
    every = [one["id"] for one in json.loads(whole(client, "/historik.json"))["events"]]
    assert every == sorted(every, reverse=True)
    seen: list[int] = []
    address = "/historik"
    for _ in every:
        page = text(client, address)
        seen += [int(part.split('"')[0]) for part in page.split('id="act-')[1:]]
        if 'rel="next"' not in page:
            break
        address = "/historik?" + page.split('rel="next" href="/historik?')[1].split('"')[0].replace("&amp;", "&")
    assert seen == every
    assert 'rel="prev"' in page
    back = "/historik?" + page.split('rel="prev" href="/historik?')[1].split('"')[0]
    assert [int(part.split('"')[0]) for part in text(client, back).split('id="act-')[1:]] == every[-4:-2] or len(every) % 2


def test_a_formula_in_a_title_is_harmless_in_the_file(plan: str, browser: Browser) -> None:
    correct("A2", "title", "=CMD()", strategy=plan, by=OPERATOR)
    for row in csv.reader(io.StringIO(whole(browser("eva"), "/historik.csv").lstrip("\ufeff")), delimiter=";"):
        assert not any(cell.startswith("=") for cell in row)


def test_texts_are_escaped(plan: str, browser: Browser) -> None:
    correct("A2", "title", "<b>fet</b>", strategy=plan, by=OPERATOR)
    assert "<b>fet</b>" not in text(browser("eva"), "/historik")


def test_whoever_may_change_it_can_take_an_act_back_from_its_history(plan: str, browser: Browser) -> None:
    correct("A2", "end", "2027-01-31", strategy=plan, by=OPERATOR)
    client = browser("are")
    page = text(client, "/insatser/A2/historik")
    address = page.split('action="/historik/')[1].split('"')[0]
    for other in ("", "region", "reading link", "rolf"):
        assert browser(other).post(f"/historik/{address}", {"path": "/insatser/A2/historik"}).status_code == 404
    for other in ("rolf", "reading link"):
        assert "/angra" not in text(browser(other), "/insatser/A2/historik")
    answer = client.post(f"/historik/{address}", {"path": "/insatser/A2/historik"})
    assert answer.status_code == 303
    assert answer["Location"].startswith("/insatser/A2/historik?angrat=")
    assert str(held("A2").period.end) == "2025-12-31"
    after = text(client, answer["Location"])
    assert "Ångrade en ändring av insatsen" in after
    assert "Ändringen är ångrad." in after


@pytest.mark.parametrize("path", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_after_an_undo_one_stays_here(plan: str, browser: Browser, path: str) -> None:
    correct("A2", "end", "2027-01-31", strategy=plan, by=OPERATOR)
    number = text(browser("eva"), "/historik").split('action="/historik/')[1].split("/")[0]
    assert browser("eva").post(f"/historik/{number}/angra", {"path": path})["Location"].startswith("/historik?")


def test_every_verb_can_be_told_on_the_page_and_in_the_file(plan: str, browser: Browser) -> None:
    subjects = {
        "initiative": "A2",
        "actor": "are-kommun",
        "focus_area": f"{plan} A1a 2380",
        "strategy": plan,
        "picture": plan,
        "table": "t",
    }
    for verb in VERBS:
        subject = {"edition": "plan_edition", "chain": "initiative", "judgement": "focus_area", "snapshot": "table", "parts": "table",
                   "calendar": "link", "upload": "job"}.get(verb.split(".")[0], verb.split(".")[0])  # fmt: skip
        odd = {"x": [None, {"a": 1}], "A1a.priority": ["low", None], "roles": [["reader"], []], "kind": ["unknown", "wrong"]}
        record(OPERATOR, verb, subject, subjects.get(subject, "7"), odd if subject != "initiative" else {"merged_into": (None, "A1")})
    client = browser("ada")
    every, address = "", "/historik?ocksa=allt"
    for _ in range(9):
        every += (page := text(client, address))
        if 'rel="next"' not in page:
            break
        address = "/historik?" + page.split('rel="next" href="/historik?')[1].split('"')[0].replace("&amp;", "&")
    file = whole(client, "/historik.json?ocksa=allt")
    for said in VERBS.values():
        assert f"<strong>{escape(said.sv)}</strong>" in every, said
        assert json.dumps(said.sv, ensure_ascii=False) in file


def test_a_stream_costs_no_more_questions_for_more_acts(plan: str, browser: Browser, django_assert_max_num_queries: Any) -> None:
    for end in ("2027-01-31", "2027-02-28", "2027-03-31", "2028", "2029", "2030"):
        for code in ("A1", "A2"):
            correct(code, "end", end, strategy=plan, by=OPERATOR)
    client = browser("eva")
    text(client, "/historik")
    with django_assert_max_num_queries(14):
        text(client, "/historik")


def test_sign_ins_and_jobs_are_left_out_until_somebody_asks_for_them(plan: str, browser: Browser) -> None:
    record(OPERATOR, "job.ordered", "job", "7")
    client = browser("ada")
    page, file = text(client, "/historik?vem=ingen"), whole(client, "/historik.json")
    assert "Beställde ett jobb" not in page + file
    assert "Loggade in" not in page + file + whole(client, "/historik.csv")
    address = page.split('">Visa också inloggningar, jobb och hämtad statistik')[0].rpartition('href="')[2].replace("&amp;", "&")
    assert "vem=ingen" in address
    assert "Beställde ett jobb" in text(client, address)
    shown = text(client, "/historik?ocksa=allt")
    assert "Loggade in" in shown
    assert "Visa inte inloggningar, jobb och hämtad statistik" in shown
    assert "Beställde ett jobb" in whole(client, "/historik.json?ocksa=allt")


def test_whoever_asks_for_jobs_or_figures_by_name_gets_them(plan: str, browser: Browser) -> None:
    record(OPERATOR, "job.ordered", "job", "7")
    record(OPERATOR, "snapshot.stored", "table", "scb:ArbStatusM:b4615332", {"number": (1, 2)})
    client = browser("rolf")
    assert "Beställde ett jobb" in text(client, "/historik?vad=jobb")
    assert "Hämtade hem statistik" not in text(client, "/historik")
    assert "Hämtade hem statistik</strong>: scb:ArbStatusM<" in text(client, "/historik?vad=statistik").replace("\n", "")


def test_the_rest_of_a_filter_stays_when_quiet_acts_are_shown(plan: str, browser: Browser) -> None:
    page = text(browser("rolf"), "/historik?ocksa=allt&vem=ingen")
    assert '<input type="hidden" name="ocksa" value="allt">' in page
    assert 'href="/historik?vem=ingen">Visa inte inloggningar, jobb och hämtad statistik' in page


def test_a_focus_area_tells_its_judgements_at_every_place_and_what_was_done_to_its_initiatives(plan: str, browser: Browser) -> None:
    judged = Judged(Verdict.DISAGREE, "Mer görs än vad som syns.", "Eva Ek", timezone.localdate())
    for place in (PlaceCode("23"), PlaceCode("2321")):
        judge("A1a", place, judged, strategy=plan, by=OPERATOR)
    withdraw_judgement("A1a", PlaceCode("2321"), strategy=plan, by=OPERATOR)
    correct("A1", "end", "2027-01-31", strategy=plan, by=OPERATOR)
    page = text(browser("rolf"), "/insatsomrade/A1a/historik")
    assert page.count("<strong>Lämnade en bedömning</strong>") == 2
    assert page.count("<strong>Tog tillbaka en bedömning</strong>") == 1
    assert "Rättade insatsen" in page
    only = text(browser("rolf"), "/insatsomrade/A1a/historik?vad=bedomningar")
    assert "Rättade insatsen" not in only
    assert "Tog tillbaka en bedömning" in only
    told = json.loads(whole(browser("rolf"), "/insatsomrade/A1a/historik.json"))["events"]
    assert {one["subject"] for one in told} == {"focus_area", "initiative"}


def test_a_focus_area_still_tells_of_an_initiative_that_has_left_it(plan: str, browser: Browser) -> None:
    assert "Öppet i byn" not in text(browser("rolf"), "/insatsomrade/B2a/historik")
    correct("A2", "contributions", "B2a:1", strategy=plan, by=OPERATOR)
    for area in ("A1a", "B2a"):
        assert "Öppet i byn" in text(browser("rolf"), f"/insatsomrade/{area}/historik")
    correct("A2", "contributions", "A1a:1", strategy=plan, by=OPERATOR)
    assert "Öppet i byn" in text(browser("rolf"), "/insatsomrade/B2a/historik")


def test_a_change_of_the_rules_is_told_from_what_to_what_with_its_reason(plan: str, browser: Browser) -> None:
    change_rules(plan, [("few_left.threshold", "3"), ("one_owner.use", "note")], "Vi ser längre fram.", by=OPERATOR)
    revert_rules(plan, 0, "Det blev för strängt.", by=OPERATOR)
    page = text(browser("rolf"), "/historik?vad=regler")
    for said in ("Framåt i tiden, gräns: 3, förut 2.", "Ägare, användning: visas som anmärkning, förut räknas.", "Skäl: Vi ser längre fram.",
                 "Gick tillbaka till tidigare regler", "Skäl: Det blev för strängt.", "Tillbaka till version nummer: 0."):  # fmt: skip
        assert said in page, said
