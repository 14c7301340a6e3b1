"""From the list to a change of many, and back."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from samhandling.ground.viewer import VISITOR, Role, Viewer, ViewerKind
from samhandling.plan.actions.editing import correct
from samhandling.plan.queries import initiative
from samhandling.plan.rules.bulk_wish import MOST

STRATEGIST = Viewer(ViewerKind.PERSON, person=9, roles=frozenset({Role.STRATEGIST}))
CONTRIBUTOR = Viewer(ViewerKind.PERSON, person=7, roles=frozenset({Role.CONTRIBUTOR}), actors=frozenset({"are-kommun"}))
READER = Viewer(ViewerKind.PERSON, person=8, roles=frozenset({Role.READER}))
As = Callable[[Viewer], None]


def stage(county: str, code: str) -> str:
    return initiative(code, of_strategy=county, seen_by=STRATEGIST).record.stage.value


def hidden(text: str) -> dict[str, list[str]]:
    """What the first form on the page would send with its first button."""
    form = text[text.index('action="/massandring') :]
    form = form[: form.index("</form>")]
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form):
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(value)
    return found


def test_the_list_lets_those_choose_who_may_change(county: str, client: Client, as_viewer: As) -> None:
    for viewer, may in ((VISITOR, False), (READER, False), (CONTRIBUTOR, True), (STRATEGIST, True)):
        as_viewer(viewer)
        text = client.get("/insatser").content.decode()
        assert ("Välj Öppet i byn" in text) is may
        assert client.get("/massandring").status_code == (200 if may else 404)
        assert client.post("/massandring", {"code": "A2"}).status_code == (200 if may else 404)


def test_from_ticks_to_preview_to_change_to_undo(county: str, client: Client, as_viewer: As) -> None:
    as_viewer(STRATEGIST)
    chosen = client.post("/massandring", {"act": "choose", "code": ["A1", "A2"], "field": "stage", "vilka": "valda"}).content.decode()
    assert "2 insatser är valda." in chosen
    preview = client.post("/massandring", {"act": "preview", **hidden(chosen), "value": "samtal"}).content.decode()
    assert "2 insatser ändras." in preview
    assert stage(county, "A1") == "samhandling"
    done = client.post("/massandring", {"act": "do", **hidden(preview)})
    assert done.status_code == 303
    assert {code: stage(county, code) for code in ("A1", "A2", "A3")} == {"A1": "samtal", "A2": "samtal", "A3": "samhandling"}
    shown = client.get(done.headers["Location"]).content.decode()
    assert "2 insatser är ändrade." in shown
    assert "Ångra massändringen" in shown
    assert client.post(done.headers["Location"]).status_code == 303
    after = client.get(done.headers["Location"]).content.decode()
    assert "Massändringen är ångrad" in after
    assert "Ångra massändringen" not in after
    assert stage(county, "A1") == "samhandling"
    assert "Ångrad" in client.get("/massandring").content.decode()


def test_all_that_the_lists_own_filter_finds(county: str, client: Client, as_viewer: As) -> None:
    as_viewer(STRATEGIST)
    listed = client.get("/insatser", {"sok": "verkstad"}).content.decode()
    sent = {"act": "choose", "vilka": "alla", "field": "kind", **hidden(listed)}
    assert "En insats är vald." in client.post("/massandring", sent).content.decode()
    every = {**sent, **hidden(client.get("/insatser").content.decode())}
    assert "3 insatser är valda." in client.post("/massandring", every).content.decode()


def test_as_many_as_may_be_changed_at_once_are_taken_from_the_form(county: str, client: Client, as_viewer: As) -> None:
    as_viewer(STRATEGIST)
    codes = ["A1", "A2", *(f"M{number}" for number in range(MOST - 2))]
    sent = {"act": "do", "field": "stage", "value": "samtal", "code": codes, "version": ["1"] * MOST}
    assert client.post("/massandring", sent).status_code == 303
    assert [stage(county, code) for code in ("A1", "A2", "A3")] == ["samtal", "samtal", "samhandling"]


def test_what_cannot_be_done_is_told_before_and_what_somebody_saved_meanwhile_is_left(county: str, client: Client, as_viewer: As) -> None:
    as_viewer(STRATEGIST)
    sent = {"act": "preview", "code": ["A1", "A2"], "field": "end", "value": "2025-02-15"}
    preview = client.post("/massandring", sent).content.decode()
    assert "En insats ändras." in preview
    assert "Slutet får inte komma före starten." in preview
    correct("A1", "note", "Mellantiden", strategy=county, by=STRATEGIST)
    text = client.post("/massandring", {"act": "do", **hidden(preview)}).content.decode()
    assert "En insats ändras." in text
    assert initiative("A1", of_strategy=county, seen_by=STRATEGIST).record.period.end is not None


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"field": "end", "value": "31 juni 2026"}, "juni har 30 dagar"),
        ({"field": "told", "value": "late"}, "Ett skäl till statusen."),
        ({"field": "share", "value": "A1a", "share": "130"}, "högst 100 procent"),
        ({"field": "owner", "value": "", "mode": "add"}, "Namnet på en aktör som finns."),
    ],
)
def test_a_value_that_cannot_be_read_is_told_at_its_field(
    county: str, client: Client, as_viewer: As, sent: dict[str, str], told: str
) -> None:
    as_viewer(STRATEGIST)
    response = client.post("/massandring", {"act": "preview", "code": ["A1"], **sent})
    assert response.status_code == 400
    text = response.content.decode()
    assert told in text
    assert 'class="summary"' in text


def test_a_contributor_is_told_which_are_not_its_own_and_others_batches_do_not_exist(county: str, client: Client, as_viewer: As) -> None:
    as_viewer(CONTRIBUTOR)
    preview = client.post("/massandring", {"act": "preview", "code": ["A1", "A2"], "field": "stage", "value": "samsyn"}).content.decode()
    assert "Du svarar inte för den." in preview
    done = client.post("/massandring", {"act": "do", **hidden(preview)})
    assert (stage(county, "A1"), stage(county, "A2")) == ("samhandling", "samsyn")
    as_viewer(Viewer(ViewerKind.PERSON, person=5, roles=frozenset({Role.CONTRIBUTOR}), actors=frozenset({"region-exempel"})))
    assert client.get(done.headers["Location"]).status_code == 404
    assert client.post(done.headers["Location"]).status_code == 404
    assert stage(county, "A2") == "samsyn"


def test_nothing_chosen_and_too_many_are_told(county: str, client: Client, as_viewer: As) -> None:
    as_viewer(STRATEGIST)
    assert "Kryssa för insatser" in client.post("/massandring", {"act": "choose", "field": "stage"}).content.decode()
    many = client.post("/massandring", {"act": "choose", "code": [f"X{number}" for number in range(501)]})
    assert (many.status_code, "Högst 500" in many.content.decode()) == (400, True)
