"""A form's texts become plain values: what nobody touched stays as exactly as it was known, and every fault stands at its field."""

from dataclasses import replace
from typing import Any

import pytest

from plan.plan_made import Region
from samhandling.ground.viewer import OPERATOR
from samhandling.plan.queries import open_world, records_of
from samhandling.plan.rules.form.parts import PART_OF_GROUP, PARTS, read_part
from samhandling.plan.rules.form.texts import Around, Reading, Texts
from samhandling.plan.rules.merging import GROUPS
from samhandling.plan.rules.plain import from_plain, to_plain
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.plan.rules.world import ActorName, FocusAreaName, World
from samhandling.strategy.queries import strategy as open_strategy

WORLD = World(
    (FocusAreaName("1.1", ("Ett",)), FocusAreaName("1.2", ("Två",)), FocusAreaName("1.3", ("Tre",))),
    (ActorName("flen", ("Flens kommun", "Flen")), ActorName("trosa", ("Trosa kommun",))),
    "04",  # type: ignore[arg-type]
)
AROUND = Around("sv", "2025-06-01", WORLD, {"1.1": ["1.1.a", "1.1.b"], "1.2": [], "1.3": []}, ["utbilda", "rada"], ["samtal"])
EMPTY = to_plain(InitiativeRecord("X", "Insats"))
WITHOUT_FORM = {"stage", "bounds", "source", "fields", "steps"}


def read(word: str, before: dict[str, Any] = EMPTY, around: Around = AROUND, **texts: Any) -> Reading:
    """A part's form, opened and sent with some fields changed; `__` stands for a hyphen, `_dot_` for a dot."""
    told: dict[str, Any] = dict(PARTS[word].texts(before, around))
    for name, text in texts.items():
        told[name.replace("__", "-").replace("_dot_", ".")] = (text,) if isinstance(text, str) else tuple(text)
    return read_part(PARTS[word], told, before, around)


def columns(found: Reading) -> list[str]:
    return [fault.location.column for fault in found.faults]


def test_every_group_of_fields_has_a_form_or_is_known_to_have_none() -> None:
    assert set(PART_OF_GROUP) | WITHOUT_FORM == set(GROUPS)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_form_that_nobody_touched_says_nothing_and_one_that_is_read_whole_says_what_stood(sormland: Region, language: Any) -> None:
    view = open_strategy(sormland.strategy, seen_by=OPERATOR)
    around = replace(
        AROUND,
        language=language,
        world=open_world(sormland.strategy, seen_by=OPERATOR),
        aspects={area.code: [aspect.code for aspect in area.aspects] for area in view.focus_areas},
    )
    records = records_of(sormland.strategy, seen_by=OPERATOR)
    assert len(records) > 60
    for record in records:
        values = to_plain(record)
        for part in PARTS.values():
            texts = part.texts(values, around)
            assert read_part(part, texts, values, around) == Reading(), (record.id, part.word)
            into = Reading()
            for group in part.groups.values():
                group.read(texts, values, around, into)
            assert not into.faults, (record.id, part.word, into.faults)
            again = {**values, **into.values}
            assert from_plain(again).period == record.period
            for name in ("owners", "partners", "grants", "start_precision", "end_precision", "target_groups", "title", "municipalities"):
                assert again[name] == values[name], (record.id, name)
            told, was = ({s["focus_area"]: s["share"] for s in one["shares"]} for one in (again, values))
            assert told == was, record.id


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("Q3 2024", "2024-07-01", "2024-09-30", "quarter"),
        ("kvartal 3 2024", "2024-07-01", "2024-09-30", "quarter"),
        ("mars 2025", "2025-03-01", "2025-03-31", "month"),
        ("14 mars 2025", "2025-03-14", "2025-03-14", "day"),
        ("", None, None, "day"),
        ("okänt", None, None, "day"),
    ],
)
def test_a_vague_day_is_kept_as_vague_and_shown_again_as_it_was_written(
    text: str, start: str | None, end: str | None, precision: str
) -> None:
    before = {**EMPTY, "start": "2020-01-01", "end": "2030-01-01"}
    found = read("nar", before, start=text, end=text)
    assert not found.faults
    assert (found.values["start"], found.values["start_precision"]) == (start, precision)
    assert (found.values["end"], found.values["end_precision"]) == (end, precision)
    again = read("nar", {**before, **found.values})
    assert again == Reading()


@pytest.mark.parametrize("text", ["31 juni 2016", "hösten 2024", "snart", "9999", "15-09"])
def test_a_day_that_cannot_be_read_in_one_way_is_refused_at_its_field(text: str) -> None:
    found = read("nar", start=text)
    assert columns(found) == ["start"]
    assert text[:4] in found.faults[0].read


def test_only_a_standing_commitment_goes_on_until_further_notice() -> None:
    assert columns(read("nar", end="tills vidare")) == ["end"]
    standing = {**EMPTY, "kind": "standing", "end": "2025-01-01"}
    found = read("nar", standing, end="tills vidare")
    assert (found.faults, found.values["end"]) == ([], None)
    assert read("nar", {**standing, "end": None}) == Reading()


def test_a_day_known_less_exactly_than_it_is_stored_is_left_alone_when_another_is_changed() -> None:
    before = {**EMPTY, "start": "2015-09-15", "start_precision": "month"}
    assert read("nar", before, end="2016").values == {"end": "2016-12-31", "end_precision": "year"}


def test_money_is_read_in_every_kind_with_its_financier() -> None:
    found = read("pengar", grant__0__kind="applied_for", grant__0__financier="Vinnova", grant__0__amount="1,5 mkr",
                 grant__1__kind="paid_back", grant__1__financier="", grant__1__amount="12 000,50 kr",
                 grant__2__kind="granted", grant__2__financier="Flens kommun", grant__2__amount="okänt",
                 grant__3__kind="granted", grant__3__financier="", grant__3__amount="")  # fmt: skip
    assert not found.faults
    assert found.values["grants"] == [
        {"financier": "Vinnova", "kind": "applied_for", "amount": "1500000"},
        {"financier": "", "kind": "paid_back", "amount": "24001/2"},
        {"financier": "Flens kommun", "kind": "granted", "amount": None},
    ]
    assert read("pengar", {**EMPTY, **found.values}) == Reading()


def test_every_amount_that_cannot_be_read_is_told_at_once() -> None:
    texts: dict[str, str] = {}
    for row, amount in enumerate(["-5", "ingår i 60 mkr totalt", "100 euro", "0,001 kr"]):
        texts |= {f"grant__{row}__kind": "granted", f"grant__{row}__amount": amount}
    assert columns(read("pengar", **texts)) == [f"grant-{row}-amount" for row in range(4)]


def share(area: str, part: str | None, *aspects: str, confirmed: bool = True) -> dict[str, Any]:
    return {"focus_area": area, "share": part, "aspects": list(aspects), "source": "document", "confirmed": confirmed}


THIRDS = {**EMPTY, "basis": "stated", "shares": [share("1.2", "1/3"), share("1.1", "1/3", "1.1.a")]}


def test_a_share_that_was_not_touched_keeps_its_exactness_its_source_and_its_confirmation() -> None:
    found = read("bidrar", THIRDS, share__1_dot_1="20", area=["1.1", "1.2"])
    assert found.values["shares"] == [
        share("1.2", "1/3"),
        {"focus_area": "1.1", "share": "1/5", "aspects": ["1.1.a"], "source": "person", "confirmed": False},
    ]
    assert found.values["basis"] == "judged"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"share__1_dot_3": "100"}, [("1.3", "1")]),
        ({"area": ["1.3"]}, [("1.3", "1")]),
        ({"aspect__1_dot_1": ["1.1.b"]}, [("1.1", "1")]),
        ({"area": ["1.1", "1.3"]}, [("1.1", None), ("1.3", None)]),
        ({"share__1_dot_1": "33,5 %", "share__1_dot_3": "0.5"}, [("1.1", "67/200"), ("1.3", "1/200")]),
    ],
)
def test_an_area_is_chosen_by_its_tick_its_share_or_its_aspects(texts: dict[str, Any], expected: list[tuple[str, str | None]]) -> None:
    found = read("bidrar", shares="inside", **texts)
    assert not found.faults
    assert [(one["focus_area"], one["share"]) for one in found.values["shares"]] == expected


@pytest.mark.parametrize(
    ("texts", "where"),
    [
        ({"shares": "inside"}, ["shares"]),
        ({"shares": "inside", "share__1_dot_1": "mycket", "share__1_dot_3": "140"}, ["share-1.1", "share-1.3"]),
        ({"shares": "inside", "share__1_dot_1": "40", "area": ["1.2", "1.3"]}, ["share-1.2", "share-1.3"]),
        ({"shares": "outside", "share__1_dot_1": "40"}, ["shares"]),
    ],
)
def test_a_distribution_that_says_nothing_whole_is_refused(texts: dict[str, Any], where: list[str]) -> None:
    assert columns(read("bidrar", **texts)) == where


@pytest.mark.parametrize(("how", "basis"), [("outside", "judged"), ("unjudged", "insufficient")])
def test_nothing_of_the_strategy_is_an_answer_too(how: str, basis: str) -> None:
    found = read("bidrar", THIRDS, shares=how, area=(), share__1_dot_1="", share__1_dot_2="", aspect__1_dot_1=())
    assert (found.faults, found.values) == ([], {"basis": basis, "shares": []})


def test_places_are_read_from_choices_and_from_words() -> None:
    found = read("var", reach="named", municipality=["0482"], other_municipalities="Örebro, Linköping", counties="Uppsala län")
    assert not found.faults
    assert found.values["municipalities"] == ["0482", "0580", "1880"]
    assert found.values["counties"] == ["03", "04", "05", "18"]
    assert read("var", {**EMPTY, **found.values}) == Reading()
    assert read("var", reach="county").values == {"reach": "county", "counties": ["04"], "municipalities": []}
    assert len(read("var", reach="nation").values["counties"]) == 21


@pytest.mark.parametrize(
    ("texts", "where"),
    [
        ({"reach": "named"}, ["municipality"]),
        ({"reach": "named", "other_municipalities": "Ankeborg"}, ["other_municipalities"]),
        ({"reach": "galaxy", "counties": "Flen"}, ["reach", "counties"]),
    ],
)
def test_places_that_are_not_known_are_refused(texts: dict[str, str], where: list[str]) -> None:
    assert columns(read("var", **texts)) == where


def test_names_become_actors_and_an_unknown_name_stays_a_name() -> None:
    found = read("vilka", owners=["flens  kommun", "Flen", ""], partners=["Nya Föreningen"], role__rada=["Trosa kommun"])
    assert found.values == {"owners": ["flen"], "partners": ["Nya Föreningen"], "roles": [["rada", "trosa"]]}


def test_nobody_shuts_the_door_on_themselves() -> None:
    around = replace(AROUND, keep=frozenset({"flen"}))
    before = {**EMPTY, "owners": ["flen"]}
    assert columns(read("vilka", before, around, owners=["Trosa kommun"])) == ["owners"]
    assert columns(read("vilka", before, around, owners=["Trosa kommun"], partners=["Flen"])) == []


ACTIVITY = {"id": "a1", "title": "Bjud in", "kind": "activity", "start": None, "end": "2025-03-31", "end_precision": "month",
            "done": None, "responsible": "flen"}  # fmt: skip
BUSY = {**EMPTY, "activities": [ACTIVITY, {**ACTIVITY, "id": "a2", "title": "Träffas"}]}


def activities(**texts: Any) -> Reading:
    return read("aktiviteter", BUSY, **texts)


def test_an_activity_is_added_changed_done_and_removed() -> None:
    found = activities(activity=["a1", "a2", "n1"], activity__a1__title="Bjud in alla", done_today="a2", activity__n1__title="Utvärdera",
                       activity__n1__end="Q3 2026", activity__n1__kind="milestone")  # fmt: skip
    assert not found.faults
    first, second, new = found.values["activities"]
    assert first == {**ACTIVITY, "title": "Bjud in alla"}
    assert second == {**ACTIVITY, "id": "a2", "title": "Träffas", "done": "2025-06-01"}
    assert (new["id"], new["title"], new["kind"], new["end"], new["end_precision"]) == (
        "n1",
        "Utvärdera",
        "milestone",
        "2026-09-30",
        "quarter",
    )
    assert [one["id"] for one in activities(activity__a1__remove="1").values["activities"]] == ["a2"]


def test_what_the_form_does_not_show_is_left_as_it_is() -> None:
    shown: dict[str, Any] = {"activity": ("a2",), "activity-a2-title": ("Nytt",)}
    found = read_part(PARTS["aktiviteter"], shown, BUSY, AROUND)
    assert [one["title"] for one in found.values["activities"]] == ["Bjud in", "Nytt"]


def test_a_row_without_anything_in_it_is_no_activity() -> None:
    found = activities(activity=["a1", "a2", "n1"], activity__n1__kind="milestone")
    assert found.values["activities"] == BUSY["activities"]


def test_something_is_done_on_a_day_that_has_been() -> None:
    assert columns(activities(activity__a1__done="2025-06-02")) == ["activity-a1-done"]
    assert columns(activities(activity__a1__end="31 februari 2025", activity__a2__start="snart")) == [
        "activity-a1-end",
        "activity-a2-start",
    ]


def test_a_told_status_needs_its_reason_and_its_day_is_today() -> None:
    assert columns(read("status", told="late")) == ["told-reason"]
    assert columns(read("status", told="superseded", told__reason="Större grepp")) == ["told-instead"]
    assert columns(read("status", told__reason="för att")) == ["told"]
    assert columns(read("status", told="perfekt", told__reason="x")) == ["told"]
    told = read("status", told="postponed", told__reason="Väntar på beslut").values["told"]
    assert told == {"status": "postponed", "reason": "Väntar på beslut", "day": "2025-06-01", "instead": ""}
    assert read("status", {**EMPTY, "told": {**told, "day": "2024-01-01"}}) == Reading()


def test_nothing_that_is_sent_makes_the_reading_fail() -> None:
    """Texts of any length, kind and number give values or faults, never an error."""
    strange = ("", "\x00", "1e999", "∞", "½ %", "9" * 30_000, "-", "grant", "٣", "<script>", "åäö" * 9)
    fields = {"activity": strange, "owners": strange, "shares": ("inside",), "area": strange}
    for text in strange:
        names = ("title", "kind", "start", "end", "decided", "reach", "counties", "other_municipalities", "told", "told-reason", "openness",
                 "grant-0-amount", "grant-0-kind", "grant-٣-kind", "grant--kind", "share-1.1", "activity-x-title", "activity-a1-end")  # fmt: skip
        texts: Texts = {**fields, **dict.fromkeys(names, (text,))}
        for part in PARTS.values():
            assert isinstance(read_part(part, texts, BUSY, AROUND), Reading)
