"""Mine: what stands about an actor is confirmed, commented and answered; who works with the plan sees what waits."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from samhandling.ground.viewer import OPERATOR, VISITOR
from samhandling.office.inbox import Told, suggest
from samhandling.plan.actions.commenting import comment
from samhandling.plan.actions.editing import change, correct
from samhandling.plan.actions.publishing import publish, share
from samhandling.plan.comments import CommentRow, comments_beside, versions_of
from samhandling.plan.rules.plain import activity_to_plain
from samhandling.plan.rules.record import Activity

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]


def text(client: Client, address: str = "/mina") -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def beside(code: str = "A2") -> list[CommentRow]:
    return comments_beside([code], seen_by=OPERATOR)


WHO = ("", "are", "link", "reading link", "region", "rolf", "ada", "eva")


@pytest.mark.parametrize(
    ("method", "address", "found"),
    [
        ("get", "/mina", ("are", "link", "reading link", "region", "rolf", "ada", "eva")),
        ("post", "/mina", ()),
        ("get", "/insatser/A2/kommentar", ("are", "link", "rolf", "ada", "eva")),
        ("post", "/insatser/A2/kommentar", ("are", "link", "rolf", "ada", "eva")),
        ("get", "/insatser/A9/kommentar", ()),
        ("post", "/insatser/A9/kommentar", ()),
        ("post", "/mina/stammer", ("are", "link", "region", "rolf", "ada", "eva")),
        ("get", "/mina/svara/999", ()),
        ("post", "/mina/svara/999", ("eva",)),
    ],
)
def test_who_finds_what(browser: Browser, method: str, address: str, found: tuple[str, ...]) -> None:
    for who in WHO:
        status = getattr(browser(who), method)(address).status_code
        assert (status not in (404, 405)) is (who in found), (who, status)


def test_it_tells_what_stands_about_the_own_actor_and_of_no_other(browser: Browser) -> None:
    for who in ("are", "link", "reading link"):
        page = text(browser(who))
        assert "Vad som står om Åre kommun" in page
        assert "Öppet i byn" in page
        assert "Bussen som väntar" not in page
        assert "Region Exempel" not in page


def test_one_press_says_that_it_is_right_and_it_is_not_asked_again(plan: str, browser: Browser) -> None:
    client = browser("are")
    page = text(client)
    assert "En insats står om er. Stämmer det som står?" in page
    version = page.split('name="version" value="')[1].split('"')[0]
    answer = client.post("/insatser/A2/kommentar", {"kind": "confirmed", "version": version, "path": "/mina"})
    assert (answer.status_code, answer["Location"]) == (303, "/mina?sagt=confirmed")
    after = text(client, answer["Location"])
    assert "Vi har antecknat att det stämmer." in after
    assert "Ni har svarat på allt." in after
    assert "Det stämmer</button>" not in after
    (row,) = beside()
    assert (row.kind, row.actor, row.about_version) == ("confirmed", "are-kommun", int(version))


def test_a_change_after_the_answer_asks_again_and_says_why(plan: str, browser: Browser) -> None:
    client = browser("link")
    client.post("/insatser/A2/kommentar", {"kind": "confirmed"})
    assert "Ni har svarat på allt." in text(client)
    correct("A2", "end", "2027-01-31", strategy=plan, by=OPERATOR)
    page = text(client)
    assert "Ändrad sedan ni sa att det stämde den" in page
    assert "Det stämmer</button>" in page


def test_a_confirmation_of_what_somebody_has_changed_meanwhile_does_not_count_for_the_new(plan: str, browser: Browser) -> None:
    client = browser("are")
    version = text(client).split('name="version" value="')[1].split('"')[0]
    correct("A2", "end", "2027-01-31", strategy=plan, by=OPERATOR)
    client.post("/insatser/A2/kommentar", {"kind": "confirmed", "version": version})
    assert "Det stämmer</button>" in text(client)


def test_who_has_just_changed_it_is_not_asked(plan: str, browser: Browser) -> None:
    client = browser("are")
    from samhandling.ground.viewer import Viewer, ViewerKind
    from samhandling.people.models import Person

    asa = Viewer(ViewerKind.PERSON, Person.objects.get(email="are@example.se").pk, actors=frozenset({"are-kommun"}))
    change("A2", {"title": "Öppet"}, strategy=plan, by=asa, version=versions_of(["A2"], seen_by=asa)["A2"])
    page = text(client)
    assert "Du ändrade den senast." in page
    assert "Det stämmer</button>" not in page


def test_something_wrong_is_said_on_a_page_of_its_own_and_answered(plan: str, browser: Browser) -> None:
    are, eva = browser("are"), browser("eva")
    page = text(are)
    form = page.split('href="/insatser/A2/kommentar')[1].split('"')[0].replace("&amp;", "&")
    assert 'value="wrong" checked' in text(are, f"/insatser/A2/kommentar{form}")
    empty = are.post("/insatser/A2/kommentar", {"kind": "wrong", "text": " ", "path": "/mina"})
    assert empty.status_code == 400
    assert '<a href="#text">' in empty.content.decode()
    sent = are.post("/insatser/A2/kommentar", {"kind": "wrong", "text": "Slutar i <juni>.", "path": "/mina", "version": "1"})
    assert sent["Location"] == "/mina?sagt=wrong"
    assert "En strateg har inte svarat än." in text(are)
    waiting = text(eva)
    assert "En kommentar väntar på svar" in waiting
    assert "Slutar i &lt;juni&gt;." in waiting
    assert "Åsa Ask" in waiting
    (row,) = beside()
    address = f"/mina/svara/{row.id}"
    assert "Slutar i &lt;juni&gt;." in text(eva, address)
    assert eva.post(address, {"answer": ""}).status_code == 400
    assert eva.post(address, {"answer": "Rättat."})["Location"] == f"/mina?svarat={row.id}"
    second = eva.post(address, {"answer": "En gång till."})
    assert second.status_code == 400
    assert "Någon annan har redan svarat." in second.content.decode()
    assert "En gång till." in second.content.decode()
    told = text(are)
    assert "Rättat." in told
    assert "Eva Ek" not in told
    assert "En kollega på" in told


def test_all_that_waits_is_confirmed_at_once_in_the_versions_that_were_read(plan: str, browser: Browser) -> None:
    correct("A1", "partners", "Åre kommun", strategy=plan, by=OPERATOR)
    client = browser("are")
    page = text(client)
    assert "Två insatser står om er." in page
    form = page.split('action="/mina/stammer"')[1].split("</form>")[0]
    codes, versions = ([part.split('"')[0] for part in form.split(f'name="{name}" value="')[1:]] for name in ("code", "version"))
    assert sorted(codes) == ["A1", "A2"]
    assert client.post("/mina/stammer", {"code": codes, "version": versions}).status_code == 303
    assert [row.kind for row in (*beside("A1"), *beside("A2"))] == ["confirmed", "confirmed"]
    assert client.post("/mina/stammer", {"code": ["A1", "A9"], "version": ["1", "1"]}).status_code == 404
    assert len(beside("A1")) == 1, "all of them or none"


def test_a_link_that_may_only_read_has_no_buttons(browser: Browser) -> None:
    page = text(browser("reading link"))
    assert "Din länk låter dig läsa, men inte svara." in page
    assert "<button>Det" not in page
    assert "/kommentar" not in page


@pytest.mark.parametrize("path", ["https://example.org", "//example.org/x", "", "/mina", "/insatser/A2"])
def test_after_an_answer_one_is_never_led_elsewhere(browser: Browser, path: str) -> None:
    location = browser("are").post("/insatser/A2/kommentar", {"kind": "confirmed", "path": path})["Location"]
    assert location.startswith(("/mina?", "/insatser/A2?"))


def test_a_picture_that_is_only_shared_is_told(plan: str, browser: Browser) -> None:
    assert "är inte publicerad än" not in text(browser("are"))
    share(plan, by=OPERATOR)
    assert "är inte publicerad än" in text(browser("are"))
    publish(plan, by=OPERATOR)
    assert "är inte publicerad än" not in text(browser("are"))


def test_who_works_with_the_plan_sees_what_waits(plan: str, browser: Browser) -> None:
    assert "Inget väntar." in text(browser("eva"))
    old = date.today() - timedelta(days=40)  # noqa: DTZ011 (far from midnight)
    activity = Activity("a", "Skylta vägen", end=old, responsible="region-exempel")
    version = versions_of(["A1"], seen_by=OPERATOR)["A1"]
    change("A1", {"activities": [activity_to_plain(activity)]}, strategy=plan, by=OPERATOR, version=version)
    suggest(Told("effort", plan, "A1a", "2380", {"title": "Solceller"}, "Anna"), sender="s" * 64, by=VISITOR)
    comment("A1", "comment", "Fint.", strategy=plan, by=OPERATOR)
    page = text(browser("eva"))
    for told in ("En kommentar väntar på svar", "Ett förslag i inkorgen väntar på svar", "En aktivitet är försenad", "Skylta vägen",
                 "En insats skiljer sig från det som är publicerat"):  # fmt: skip
        assert told in page
    reader = text(browser("rolf"))
    assert "Ett förslag i inkorgen" not in reader, "the inbox is a strategist's"
    assert "/mina/svara/" not in reader
    assert "Skylta vägen" not in text(browser("are"))
