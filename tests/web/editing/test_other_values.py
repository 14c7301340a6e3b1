"""Two have changed the same thing, and a third value is written on the spot: for every kind of field that an initiative has."""

from typing import Any

import pytest
from django.test import Client

from plan.plan_made import held
from samhandling.ground.viewer import OPERATOR
from samhandling.plan.actions.editing import Saved, change
from samhandling.plan.queries import initiative
from samhandling.plan.rules.agreeing import Clash
from samhandling.plan.rules.merging import GROUPS
from samhandling.plan.rules.plain import Plain, to_plain
from web.editing.filled import fields_of, open_form, send

HERE = "/insatser/A1/andra"
CHOOSE = f"{HERE}/val"


def share(area: str, part: str, *aspects: str) -> dict[str, Any]:
    return {"focus_area": area, "share": part, "aspects": list(aspects), "source": "person", "confirmed": False}


def money(amount: str, kind: str = "granted") -> dict[str, Any]:
    return {"financier": "Regionala medel", "kind": kind, "amount": amount}


def activity(title: str, key: str = "a1") -> dict[str, Any]:
    days = {"start": "2025-03-01", "end": "2025-06-30", "end_precision": "month", "done": None}
    return {"id": key, "title": title, "kind": "activity", **days, "responsible": "are-kommun"}


def told(status: str, reason: str) -> dict[str, Any]:
    return {"told": {"status": status, "reason": reason, "day": "2025-05-01", "instead": ""}}


CASES: dict[str, tuple[str, Plain, Plain, dict[str, Any], Plain]] = {
    # group: (part, what stood, what the colleague saves, what I send, what I write instead → what then stands)
    "title": ("vad", {"title": "Deras"}, {"title": "Mitt"}, {"title": "Ett tredje"}, {"title": "Ett tredje"}),
    "purpose_sv": ("vad", {"purpose_sv": "Deras"}, {"purpose_sv": "Mitt"}, {"purpose_sv": "Båda"}, {"purpose_sv": "Båda"}),
    "kind": ("vad", {"kind": "pre_study"}, {"kind": "implementation"}, {"kind": "technical_assistance"}, {"kind": "technical_assistance"}),
    "end": ("nar", {"end": "2026-01-31"}, {"end": "2026-03-31"}, {"end": "Q2 2026"}, {"end": "2026-06-30", "end_precision": "quarter"}),
    "openness": ("synlighet", {"openness": "internal"}, {"openness": "shared"}, {"openness": "public"}, {"openness": "public"}),
    "places": (
        "var",
        {"reach": "county", "municipalities": []},
        {"reach": "named", "municipality": ["2321"]},
        {"reach": "named", "municipality": ["2309", "2321"]},
        {"reach": "named", "counties": ["23"], "municipalities": ["2309", "2321"]},
    ),
    "distribution": (
        "bidrar",
        {"shares": [share("A1a", "1/4"), share("B2a", "3/4")], "basis": "judged"},
        {"share__A1a": "30", "share__B2a": "70"},
        {"share__A1a": "45", "share__B2a": "55"},
        {"shares": [share("A1a", "9/20"), share("B2a", "11/20")], "basis": "judged"},
    ),
    "grants": (
        "pengar",
        {"grants": [money("410000")]},
        {"grant-0-amount": "420 000"},
        {
            "grant-0-amount": "430 000",
            "grant-1-kind": "paid_out",
            "grant-1-financier": "Regionala medel",
            "grant-1-amount": "1,5 mkr",
        },
        {"grants": [money("430000"), money("1500000", "paid_out")]},
    ),
    "told": (
        "status",
        told("late", "Försenad"),
        {"told": "postponed", "told-reason": "Skjuts upp"},
        {"told": "cancelled", "told-reason": "Avbryts"},
        {"told": {"status": "cancelled", "reason": "Avbryts", "instead": ""}},
    ),
    "activities": (
        "aktiviteter",
        {"activities": [activity("Deras"), activity("Ny", "a2")]},
        {"activity-a1-title": "Min"},
        {"activity-a1-title": "Vår"},
        {"activities": [activity("Vår"), activity("Ny", "a2")]},
    ),
}


def saved_by_another(**values: Any) -> None:
    """Somebody else saves, in the version that stands."""
    found = initiative("A1", of_strategy="exempellanet-2025", seen_by=OPERATOR)
    change("A1", values, strategy="exempellanet-2025", by=OPERATOR, version=found.version)


def clash(client: Client, group: str) -> Any:
    """The page where I choose, after the colleague has saved another value than mine."""
    part, theirs, mine, _, _ = CASES[group]
    if group == "activities":
        saved_by_another(activities=[activity("Först")])
    form = open_form(client, f"{HERE}/{part}")
    saved_by_another(**theirs)
    response = send(client, f"{HERE}/{part}", form, act="save", **mine)
    assert response.status_code == 409, group
    return response


@pytest.mark.parametrize("group", CASES)
def test_another_value_is_written_where_the_two_are_shown(strategist: Client, group: str) -> None:
    form = fields_of(clash(strategist, group).content.decode())
    _, _, _, other, expected = CASES[group]
    response = send(strategist, CHOOSE, form, **{f"val-{group}": "annat"}, **other)
    assert response.status_code == 303, response.content.decode()
    now = to_plain(held("A1"))
    if group == "told":
        now["told"].pop("day")
    assert {name: now[name] for name in expected} == expected


@pytest.mark.parametrize("group", ["grants", "distribution", "places", "told", "activities"])
def test_what_cannot_be_read_is_asked_for_again_and_nothing_written_is_lost(strategist: Client, group: str) -> None:
    wrong: dict[str, Any] = {
        "grants": {"grant-0-amount": "en slant"},
        "distribution": {"share-A1a": "140"},
        "places": {"counties": "Atlantis"},
        "told": {"told": "cancelled", "told-reason": ""},
        "activities": {"activity-a1-end": "snart"},
    }[group]
    form, before = fields_of(clash(strategist, group).content.decode()), to_plain(held("A1"))
    response = send(strategist, CHOOSE, form, **{f"val-{group}": "annat"}, **wrong)
    page = response.content.decode()
    assert response.status_code == 400
    field = next(iter(wrong)) if group != "told" else "told-reason"
    assert f'<a href="#{field}">' in page
    assert f'id="{field}"' in page
    assert fields_of(page)[field] == [next(iter(wrong.values())) if group != "told" else ""]
    assert to_plain(held("A1")) == before


def test_what_the_choices_together_make_impossible_is_told_at_the_choice_that_it_concerns(strategist: Client) -> None:
    form = open_form(strategist, f"{HERE}/nar")
    saved_by_another(start="2025-04-01", end="2026-01-31")
    page = send(strategist, f"{HERE}/nar", form, act="save", start="2025-05-01", end="2026-03-31").content.decode()
    chosen = {"val-start": "deras", "val-end": "annat", "end": "2024-01-01"}
    response = send(strategist, CHOOSE, fields_of(page), **chosen)
    assert response.status_code == 400
    assert '<a href="#val-end">' in response.content.decode()
    assert '<a href="#val-start">' not in response.content.decode()
    assert fields_of(response.content.decode())["end"] == ["2024-01-01"]


def test_one_more_row_keeps_what_is_written(strategist: Client) -> None:
    form = fields_of(clash(strategist, "grants").content.decode())
    written = {"grant-1-financier": "Banken", "grant-1-amount": "7", "val-grants": "annat"}
    page = send(strategist, CHOOSE, form, act="more", **written).content.decode()
    again = fields_of(page)
    assert (again["grant-1-financier"], again["grant-2-amount"], again["val-grants"]) == (["Banken"], [""], ["annat"])
    assert held("A1").grants[0].amount == 410000


def test_answers_to_different_questions_stand_together_and_to_the_same_one_are_chosen(strategist: Client) -> None:
    path = "/insatser/A1/steg"
    form = open_form(strategist, path)
    saved_by_another(steps=[["samtal", "Alla"], ["samhandling", "Deras"]])
    response = send(strategist, path, form, act="save", **{"step-samhandling": "Mitt"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "step-samtal" not in page
    chosen = fields_of(page)
    assert chosen["step-samhandling"] == ["Mitt"]
    response = send(strategist, CHOOSE, chosen, **{"val-steps": "annat", "step-samhandling": "Vårt"})
    assert response.status_code == 303
    assert dict(held("A1").steps) == {"samtal": "Alla", "samhandling": "Vårt"}


def test_choosing_mine_keeps_what_the_colleague_added(strategist: Client) -> None:
    form = fields_of(clash(strategist, "activities").content.decode())
    assert send(strategist, CHOOSE, form, **{"val-activities": "mitt"}).status_code == 303
    assert [one.title for one in held("A1").activities] == ["Min", "Ny"]


MINE: Plain = {
    "title": "Mitt",
    "owners": ["are-kommun"],
    "partners": ["region-exempel"],
    "kind": "pre_study",
    "stage": "samtal",
    "not_before": "2023-06-01",
    "not_after": "2027-06-30",
    "bounds_basis": "Programmets dagar",
    "source": "Listan, rad 7",
    "fields": [["Fas", "två"], ["Eget <fält>", "a & b"]],
    "start": "2024-01-01",
    "start_precision": "year",
    "end": "2026-09-30",
    "end_precision": "quarter",
    "decided": "2024-12-01",
    "decided_precision": "day",
    "reach": "county",
    "counties": ["23"],
    "municipalities": ["2309", "2321"],
    "basis": "judged",
    "shares": [share("A1a", "1/3"), share("B2a", "2/3")],
    "grants": [money("500001/2"), {"financier": "Åre kommun", "kind": "co_financed", "amount": None}],
    "target_groups": ["unga", "föräldrar"],
    "purpose_sv": "Rad ett\nrad två",
    "purpose_en": "Why",
    "note": "Ring",
    "steps": [["samtal", "Byn"]],
    "roles": [["educate", "are-kommun"], ["advise", "region-exempel"]],
    "activities": [activity("Kurs")],
    "depends_on": ["A2"],
    "told": {"status": "late", "reason": "Snö", "day": "2025-05-01", "instead": ""},
    "openness": "shared",
}


def test_every_group_that_a_form_has_can_be_written_and_begins_with_mine(strategist: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also those that two seldom change differently, as lists of names are put together, and what only a file tells."""
    path = f"{HERE}/vad"
    form, now = open_form(strategist, path), to_plain(held("A1"))
    asked = list(GROUPS)
    clashes = [
        Clash(group, {}, {name: now[name] for name in GROUPS[group]}, {name: MINE[name] for name in GROUPS[group]}) for group in asked
    ]
    version = initiative("A1", of_strategy="exempellanet-2025", seen_by=OPERATOR).version
    with monkeypatch.context() as patched:
        patched.setattr("samhandling.web.editing.parts.change", lambda *_, **__: Saved(version, (), tuple(clashes)))
        page = send(strategist, path, form, act="save", title="x").content.decode()
    assert page.count('value="annat"') == len(asked)
    assert page.count('id="actors"') == 1
    response = send(strategist, CHOOSE, fields_of(page), **{f"val-{group}": "annat" for group in asked})
    assert response.status_code == 303, response.content.decode()
    found = to_plain(held("A1"))
    found["told"]["day"] = MINE["told"]["day"]
    assert {name: found[name] for name in MINE} == MINE


def asked_of_a_file(client: Client, monkeypatch: pytest.MonkeyPatch, *clashes: Clash) -> dict[str, list[str]]:
    """The fields of a page where a file and a person differ."""
    form = open_form(client, f"{HERE}/vad")
    version = initiative("A1", of_strategy="exempellanet-2025", seen_by=OPERATOR).version
    with monkeypatch.context() as patched:
        patched.setattr("samhandling.web.editing.parts.change", lambda *_, **__: Saved(version, (), clashes))
        return fields_of(send(client, f"{HERE}/vad", form, act="save", title="x").content.decode())


FIELDS = Clash(
    "fields", {}, {"fields": [["Fas <1>", "två"], ["Lika", "ja"]]}, {"fields": [["Lika", "ja"], ["Fas <1>", "tre"], ["Ny", "x"]]}
)
STAGE = Clash("stage", {}, {"stage": "samhandling"}, {"stage": "samtal"})
BOUNDS = Clash(
    "bounds",
    {},
    {"not_before": None, "not_after": None, "bounds_basis": ""},
    {"not_before": "2024-01-01", "not_after": "2026-12-31", "bounds_basis": "Programmets dagar"},
)


def test_a_stage_and_what_a_file_told_are_written_by_hand_too(strategist: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    form = asked_of_a_file(strategist, monkeypatch, STAGE, FIELDS, BOUNDS)
    assert (form["stage"], form["eget-0"], form["eget-1"], form["not_after"]) == (["samtal"], ["tre"], ["x"], ["2026-12-31"])
    chosen = {f"val-{group}": "annat" for group in ("stage", "fields", "bounds")}
    other = {"stage": "idea", "eget-0": "fyra", "eget-1": "", "not_after": "Q1 2026"}
    assert send(strategist, CHOOSE, form, **chosen, **other).status_code == 303
    found = to_plain(held("A1"))
    assert (found["stage"], found["fields"]) == ("idea", [["Lika", "ja"], ["Fas <1>", "fyra"]])
    assert (found["not_before"], found["not_after"], found["bounds_basis"]) == ("2024-01-01", "2026-03-31", "Programmets dagar")


@pytest.mark.parametrize(
    ("group", "wrong"),
    [("stage", {"stage": "klar"}), ("bounds", {"not_after": "snart"}), ("bounds", {"not_before": "2027", "not_after": "2026"})],
    ids=["no stage", "no day", "the last before the first"],
)
def test_what_a_file_told_is_asked_for_again_where_it_cannot_be_read(
    strategist: Client, monkeypatch: pytest.MonkeyPatch, group: str, wrong: dict[str, str]
) -> None:
    form, before = asked_of_a_file(strategist, monkeypatch, STAGE, BOUNDS), to_plain(held("A1"))
    response = send(strategist, CHOOSE, form, **{"val-stage": "deras", "val-bounds": "deras", f"val-{group}": "annat"}, **wrong)
    page = response.content.decode()
    assert response.status_code == 400
    assert f'<a href="#{list(wrong)[-1]}">' in page
    assert to_plain(held("A1")) == before
