"""The pages: one's own account, looking after persons, invitations, links, and which rule let whom in."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from samhandling.ground.viewer import OPERATOR, Role
from samhandling.office.models import Mail
from samhandling.people.keys import make_link, make_token
from samhandling.people.models import ActorLink, Session
from samhandling.people.persons import give_roles
from samhandling.people.queries import person, persons
from samhandling.people.rules.permission import RULES
from samhandling.people.ways import links
from samhandling.web.people.guard import rule_of
from web.people.made import ADMINISTRATOR, CONTRIBUTOR, EVA, PASSWORD, signed_in

pytestmark = pytest.mark.django_db
OTHER = "fyra andra ord på rad"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


# Who finds what

OWN = ["/konto", "/konto/losenord", "/konto/nycklar"]
INVITING = ["/personer/bjud-in", "/personer/lankar"]
CARING = ["/personer", "/personer.json", "/personer.csv", "/personer.xlsx", "/atkomst"]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("who", "found"),
    [(None, []), (CONTRIBUTOR, OWN), (EVA, [*OWN, *INVITING]), (ADMINISTRATOR, [*OWN, *INVITING, *CARING])],
)
def test_who_is_not_let_in_is_told_that_there_is_no_such_page(
    everybody: dict[str, int], who: str | None, found: list[str], method: str
) -> None:
    client = signed_in(who) if who else Client()
    number = everybody[EVA]
    for address in [*OWN, *INVITING, *CARING, f"/personer/{number}"]:
        is_found = address in found or (who == ADMINISTRATOR and address == f"/personer/{number}")
        answer = getattr(client, method)(address)
        assert (answer.status_code == 404) is not is_found, address
        assert answer.status_code != 403


def test_no_person_of_that_number_is_no_page_either(administrator: Client) -> None:
    assert administrator.get("/personer/99999").status_code == 404


def test_an_act_that_is_not_allowed_is_no_page(strategist: Client, everybody: dict[str, int]) -> None:
    answer = strategist.post("/personer/bjud-in", {"email": "chef@example.se", "role": "administrator", "actor": ""})
    assert answer.status_code == 404
    assert persons(seen_by=OPERATOR) == [person(number, seen_by=OPERATOR) for _, number in sorted(everybody.items())]


def test_every_page_of_persons_keeps_its_rule_where_others_can_read_it() -> None:
    names = get_resolver().reverse_dict
    assert "account" in names
    rules = {one.name: rule_of(one.callback).id for one in get_resolver().url_patterns}
    assert (rules["account"], rules["persons"], rules["invite"], rules["access"]) == (
        "signed_in",
        "looks_after_persons",
        "invites",
        "looks_after_persons",
    )
    assert rules["sign_in"] == rules["start"] == "everyone"
    assert rules["comment"] == "comments"
    assert set(rules.values()) <= {rule.id for rule in RULES}


def test_knowing_who_reads_costs_two_questions_and_none_for_a_visitor(everybody: dict[str, int]) -> None:
    flora = signed_in(CONTRIBUTOR)
    for client, most in ((Client(), 0), (flora, 2)):
        with CaptureQueriesContext(connection) as asked:
            client.get("/no-such-page")
        assert len(asked) == most, [one["sql"] for one in asked]


# One's own account


def test_the_account_tells_who_one_is(contributor: Client) -> None:
    told = page(contributor, "/konto")
    assert "Du är inloggad som uppgiftslämnare." in told
    assert "Flens kommun" in told
    assert CONTRIBUTOR in told


def test_a_new_password_ends_all_other_sessions_but_not_this_one(everybody: dict[str, int]) -> None:
    here, there = signed_in(EVA), signed_in(EVA)
    answer = here.post("/konto/losenord", {"old": PASSWORD, "password": OTHER})
    assert answer.status_code == 303
    assert here.get("/konto").status_code == 200
    assert there.get("/konto").status_code == 404
    assert Client().post("/logga-in", {"email": EVA, "password": OTHER}).status_code == 303


def test_a_wrong_old_password_is_told_beside_its_field(strategist: Client) -> None:
    told = strategist.post("/konto/losenord", {"old": "fel", "password": OTHER}).content.decode()
    assert 'id="old-fault"' in told
    assert OTHER not in told


def test_sessions_are_listed_by_browser_and_ended_elsewhere(everybody: dict[str, int]) -> None:
    here, there = Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/130"), signed_in(EVA)
    here.post("/logga-in", {"email": EVA, "password": PASSWORD})
    told = page(here, "/konto")
    assert "Firefox, Windows" in told
    assert "(den här)" in told
    here.post("/konto", {"act": "end"})
    assert here.get("/konto").status_code == 200
    assert there.get("/konto").status_code == 404
    assert Session.objects.filter(person_id=everybody[EVA]).count() == 1


def test_a_name_is_changed(strategist: Client, everybody: dict[str, int]) -> None:
    strategist.post("/konto", {"name": "Eva <b>Alm</b>"})
    assert "Eva &lt;b&gt;Alm" in page(strategist, "/konto")
    assert 'id="name-fault"' in strategist.post("/konto", {"name": " "}).content.decode()


def test_a_token_is_shown_once_and_closed(strategist: Client) -> None:
    made = strategist.post("/konto/nycklar", {"name": "Ekonomi", "days": "30", "may_write": "1", "actor": ""}).content.decode()
    secret = re.search(r"smh_[\w-]{40,}", made)
    assert secret is not None
    told = page(strategist, "/konto/nycklar")
    assert "Ekonomi" in told
    assert "smh_" not in told
    number = re.search(r'name="number" value="(\d+)"', told)
    assert number is not None
    strategist.post("/konto/nycklar", {"act": "close", "number": number[1]})
    assert "stängd" in page(strategist, "/konto/nycklar")


def test_a_token_tells_every_fault(contributor: Client) -> None:
    told = contributor.post("/konto/nycklar", {"name": "", "days": "x", "may_write": "", "actor": "trosa"})
    assert told.status_code == 400
    for column in ("name", "days", "actor"):
        assert f'id="{column}-fault"' in told.content.decode()


# Looking after persons


def act(client: Client, number: int, name: str, **more: Any) -> Any:
    row = person(number, seen_by=OPERATOR)
    return client.post(f"/personer/{number}", {"act": name, "version": str(row.version if row else 0), **more})


def test_roles_and_actors_are_given_on_the_page(administrator: Client, everybody: dict[str, int]) -> None:
    eva = everybody[EVA]
    act(administrator, eva, "roles", roles=["reader", "assessor", "king"])
    act(administrator, eva, "add_actor", actor="flen")
    act(administrator, eva, "add_actor", actor="trosa")
    act(administrator, eva, "drop_actor", actor="flen")
    row = person(eva, seen_by=OPERATOR)
    assert row is not None
    assert (row.roles, row.actors) == (("assessor", "reader"), ("trosa",))
    assert "Trosa kommun" in page(administrator, f"/personer/{eva}")


def test_whoever_saved_first_is_not_overwritten(administrator: Client, everybody: dict[str, int]) -> None:
    eva = everybody[EVA]
    give_roles(eva, [Role.READER], by=OPERATOR)
    answer = administrator.post(f"/personer/{eva}", {"act": "roles", "version": "1", "roles": ["assessor"]})
    assert answer.status_code == 400
    assert "medan du skrev" in answer.content.decode()


def test_switching_off_ends_the_sessions_and_can_be_undone(administrator: Client, everybody: dict[str, int]) -> None:
    eva = signed_in(EVA)
    act(administrator, everybody[EVA], "off")
    assert eva.get("/konto").status_code == 404
    assert Session.objects.filter(person_id=everybody[EVA]).count() == 0
    act(administrator, everybody[EVA], "on")
    assert signed_in(EVA).get("/konto").status_code == 200


def test_erasing_asks_first(administrator: Client, everybody: dict[str, int]) -> None:
    act(administrator, everybody[EVA], "erase")
    assert person(everybody[EVA], seen_by=OPERATOR) is not None
    answer = act(administrator, everybody[EVA], "erase", sure="1")
    assert answer["Location"].startswith("/personer?")
    assert administrator.get(f"/personer/{everybody[EVA]}").status_code == 404
    assert EVA not in page(administrator, "/personer")


def test_one_cannot_switch_oneself_off(administrator: Client, everybody: dict[str, int]) -> None:
    answer = act(administrator, everybody[ADMINISTRATOR], "off")
    assert "egen väg in" in answer.content.decode()


# Invitations


def shown_address(told: str, kind: str) -> str:
    found = re.search(rf'http://testserver(/{kind}/[^"\s]+)', told)
    assert found is not None
    return found[1]


def opened(address: str) -> Any:
    """The page that the link of an invitation leads to, in a browser of its own."""
    client = Client()
    return client.get(client.get(address)["Location"])


def test_without_mail_the_link_is_shown_and_leads_in_once(administrator: Client) -> None:
    told = administrator.post("/personer/bjud-in", {"email": "ny@example.se", "role": "contributor", "actor": "flen"}).content.decode()
    address = shown_address(told, "inbjudan")
    newcomer = Client()
    assert newcomer.get(address)["Location"] == "/inbjudan"
    assert "Du är inbjuden som uppgiftslämnare för Flens kommun" in page(newcomer, "/inbjudan")
    assert newcomer.post("/inbjudan", {"name": "Nina", "password": "kort"}).status_code == 400
    assert newcomer.post("/inbjudan", {"name": "Nina", "password": PASSWORD}).status_code == 303
    assert "Nina" in page(newcomer, "/konto")
    again = opened(address)
    assert again.status_code == 404
    assert "gäller inte längre" in again.content.decode()


def test_with_mail_the_letter_carries_the_link_and_the_page_does_not(
    administrator: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("SAMHANDLING_MAIL", f"file://{tmp_path}")
    told = administrator.post("/personer/bjud-in", {"email": "ny@example.se", "role": "reader", "actor": ""}).content.decode()
    assert "Inbjudan är skickad till ny@example.se." in told
    assert "/inbjudan/" not in told
    letter = Mail.objects.get()
    assert letter.to == "ny@example.se"
    assert opened(shown_address(letter.text, "inbjudan")).status_code == 200


def test_an_invitation_is_taken_back_on_the_page(administrator: Client) -> None:
    told = administrator.post("/personer/bjud-in", {"email": "ny@example.se", "role": "reader", "actor": ""}).content.decode()
    number = re.search(r'name="number" value="(\d+)"', told)
    assert number is not None
    administrator.post("/personer/bjud-in", {"act": "revoke", "number": number[1]})
    assert opened(shown_address(told, "inbjudan")).status_code == 404
    assert "ny@example.se" not in page(administrator, "/personer")


def test_a_strategist_is_offered_the_one_role_that_may_be_given(strategist: Client) -> None:
    told = page(strategist, "/personer/bjud-in")
    assert 'value="contributor"' in told
    assert 'value="administrator"' not in told


# A forgotten password


def test_a_letter_lets_in_again_and_its_word_stays_in_no_address(
    everybody: dict[str, int], monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("SAMHANDLING_MAIL", f"file://{tmp_path}")
    client, elsewhere = Client(), signed_in(EVA)
    known = client.post("/glomt-losenord", {"email": EVA}).content
    unknown = client.post("/glomt-losenord", {"email": "ingen@example.se"}).content
    assert re.sub(rb'value="[^"]*"', b"", known) == re.sub(rb'value="[^"]*"', b"", unknown)
    (letter,) = Mail.objects.all()
    address = shown_address(letter.text, "nytt-losenord")
    assert client.get(address)["Location"] == "/nytt-losenord"
    assert client.post("/nytt-losenord", {"password": "kort"}).status_code == 400
    assert client.post("/nytt-losenord", {"password": OTHER})["Location"] == "/logga-in?ny=1"
    assert elsewhere.get("/konto").status_code == 404
    assert Client().post("/logga-in", {"email": EVA, "password": OTHER}).status_code == 303
    client.get(address)
    assert "gäller inte längre" in client.get("/nytt-losenord").content.decode()


def test_letters_are_sent_seldom(everybody: dict[str, int], monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setenv("SAMHANDLING_MAIL", f"file://{tmp_path}")
    for number in range(8):
        Client().post("/glomt-losenord", {"email": EVA}, REMOTE_ADDR=f"192.0.2.{number}")
    assert Mail.objects.count() <= 5


def test_without_mail_the_page_tells_the_way_out(client: Client) -> None:
    assert "Be en administratör" in page(client, "/glomt-losenord")


# Links


def test_a_link_becomes_a_session_of_its_actor(strategy: str, administrator: Client) -> None:
    told = administrator.post("/personer/lankar", {"actor": "flen", "days": "3", "may_answer": "1", "purpose": "Mars"}).content.decode()
    address = shown_address(told, "lank")
    holder = Client()
    answer = holder.get(address)
    assert answer["Location"] == "/aktorer/flen"
    assert answer.cookies["sessionid"]["httponly"]
    seen = holder.get("/aktorer/flen")
    assert (seen.status_code, seen.wsgi_request.viewer.actors) == (200, {"flen"})  # type: ignore[attr-defined]
    assert holder.get("/konto").status_code == 404
    with CaptureQueriesContext(connection) as asked:
        holder.get("/no-such-page")
    assert len(asked) == 2
    (row,) = links(seen_by=OPERATOR)
    administrator.post("/personer/lankar", {"act": "close", "number": str(row.id)})
    assert holder.get("/aktorer/flen").wsgi_request.viewer.actors == frozenset()  # type: ignore[attr-defined]
    assert Client().get(address).status_code == 404


def test_whoever_has_signed_in_stays_who_they_are(contributor: Client) -> None:
    contributor.get(f"/lank/{make_link('trosa', days=3, by=OPERATOR)}")
    assert CONTRIBUTOR in page(contributor, "/konto")


def test_signing_in_leaves_the_link(everybody: dict[str, int]) -> None:
    client = Client()
    client.get(f"/lank/{make_link('trosa', days=3, by=OPERATOR)}")
    client.post("/logga-in", {"email": EVA, "password": PASSWORD})
    client.post("/logga-ut")
    assert client.get("/no-such-page").wsgi_request.viewer.kind == "visitor"  # type: ignore[attr-defined]
    assert ActorLink.objects.count() == 1


# Which rule


def test_it_tells_which_rule_let_whom_in(administrator: Client, everybody: dict[str, int]) -> None:
    make_token("Eget", days=3, who=EVA, by=OPERATOR)
    allowed = page(administrator, f"/atkomst?adress=/personer&vem=person-{everybody[ADMINISTRATOR]}")
    assert "Ja, /personer öppnas" in allowed
    assert "Tillåts av regeln looks_after_persons" in allowed
    denied = page(administrator, f"/atkomst?adress=/personer&vem=person-{everybody[EVA]}")
    assert "Nej, /personer finns inte för den läsaren" in denied
    assert "strateg" in denied
    assert "Ja, / öppnas" in page(administrator, "/atkomst?adress=/en&vem=visitor")
    assert "leder ingenstans" in page(administrator, "/atkomst?adress=/finns-inte&vem=visitor")
    assert f"{EVA}, Eget" in page(administrator, "/atkomst")
    assert "Den läsaren finns inte" in page(administrator, "/atkomst?adress=/&vem=person-99999")


@pytest.mark.parametrize(
    "address", ["/konto", "/personer", "/personer/bjud-in", "/personer/lankar", "/atkomst", "/konto/nycklar", "/logga-in"]
)
def test_every_page_stands_in_english_too(administrator: Client, address: str) -> None:
    told = page(administrator, f"/en{address}")
    main = told.split("<main", 1)[1].split("</main", 1)[0]
    assert not re.search(r"\b(och|är|inte|inbjuden|nyckel)\b", re.sub(r"<[^>]+>", " ", main))
