"""The picture in words: whole sentences with numbers, right for none, one, two and many, in both languages."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from coverage_made import ON, SOON, drawn, effort, in_one_area, of_statuses

from samhandling.coverage.rules.picture import FocusArea, Picture
from samhandling.coverage.rules.reaching import reach_said
from samhandling.coverage.rules.rulebook import default_rulebook
from samhandling.coverage.rules.sentences import headline, of_cell
from samhandling.ground.periods import Period
from samhandling.ground.places import PlaceCode, counties
from samhandling.ground.said import Said
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.strategy.queries import view_of
from samhandling.strategy.rules.shipped import read_shipped

A, B = FocusArea("1.1"), FocusArea("1.2")


def said(made: Picture) -> list[Said]:
    return headline(made, in_one_area(made))


def test_the_first_screen_of_the_real_portfolio_says_what_the_numbers_say(draw: Callable[..., Picture]) -> None:
    view = view_of(read_shipped("sormland-naringsliv-2022"))
    names = {area.code: area.name for area in view.areas}
    area_of = {area.code: names[area.area] for area in view.focus_areas}
    assert [str(sentence) for sentence in headline(draw(date(2018, 6, 30)), area_of)] == [
        "I det inlästa underlaget finns ingen känd pågående insats inom 8 av strategins 14 insatsområden.",
        "Fem av dem hör till Utbildning och kompetens.",
        "Inom fyra områden saknas insatser delvis, inom två pågår insatser.",
        "Av 21 pågående insatser omfattar alla flera län, nio hela landet.",
        "Elva slutar inom tolv månader.",
    ]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("1.3", "14 insatser, åtta rikstäckande; åtta med området som huvudinriktning fortsätter efter juni 2019."),
        ("2.1", "Den senaste, Tillväxtlyftet, avslutades den 30 april 2018."),
        ("2.2", "10 insatser, två rikstäckande; ingen med området som huvudinriktning fortsätter efter juni 2019."),
        ("3.4", "Inget projekt alls i underlaget, varken före, då eller efter."),
    ],
)
def test_a_real_focus_area_is_said_in_a_sentence(
    draw: Callable[..., Picture], real: tuple[InitiativeRecord, ...], code: str, sentence: str
) -> None:
    records = {record.id: record for record in real}
    assert of_cell(draw(date(2018, 6, 30)).cell(code), records, date(2018, 6, 30), 12).sv == sentence


@pytest.mark.parametrize(
    ("statuses", "sv", "en"),
    [
        ({}, "Strategin har inga insatsområden.", "The strategy has no focus areas."),
        (
            {"missing": 3},
            "I det inlästa underlaget finns ingen känd pågående insats inom något av strategins insatsområden.",
            "In the loaded material there is no known effort under way in any of the strategy's focus areas.",
        ),
        (
            {"missing": 1, "covered": 1},
            "I det inlästa underlaget finns ingen känd pågående insats inom 1 av strategins 2 insatsområden.",
            "In the loaded material there is no known effort under way in 1 of the strategy's 2 focus areas.",
        ),
        (
            {"covered": 1},
            "Enligt det inlästa underlaget pågår insatser inom strategins enda insatsområde.",
            "According to the loaded material, efforts are under way in the strategy's only focus area.",
        ),
        (
            {"covered": 1, "insufficient": 1},
            "Enligt det inlästa underlaget pågår insatser, eller kan pågå, inom strategins båda insatsområden.",
            "According to the loaded material, efforts are under way, or may be, in both of the strategy's focus areas.",
        ),
        (
            {"covered": 2, "partly": 1},
            "Enligt det inlästa underlaget pågår insatser inom alla strategins 3 insatsområden.",
            "According to the loaded material, efforts are under way in all of the strategy's 3 focus areas.",
        ),
    ],
)
def test_it_opens_with_how_much_is_missing(statuses: dict[str, int], sv: str, en: str) -> None:
    assert said(of_statuses(**statuses))[0] == Said(sv, en)


@pytest.mark.parametrize(
    ("missing", "found"),
    [
        (1, []),
        (2, [Said("Båda hör till Kompetens.", "Both of them belong to Kompetens.")]),
        (3, [Said("Alla hör till Kompetens.", "All of them belong to Kompetens.")]),
    ],
)
def test_it_says_where_the_missing_ones_are(missing: int, found: list[Said]) -> None:
    assert [one for one in said(of_statuses(missing=missing, covered=1)) if "Kompetens" in one.sv] == found


@pytest.mark.parametrize(("in_first", "says"), [(1, 0), (2, 1), (3, 1)])
def test_it_names_an_area_only_where_it_holds_half_of_them(in_first: int, says: int) -> None:
    made = of_statuses(missing=5, covered=1)
    names = {cell.focus_area: Said(f"Område {index if index >= in_first else 0}", "") for index, cell in enumerate(made.cells)}
    found = [one.sv for one in headline(made, names) if "hör till" in one.sv]
    assert found == (["Tre av dem hör till Område 0."] if in_first == 3 else []), says


@pytest.mark.parametrize(
    ("statuses", "sv", "en"),
    [
        ({"partly": 1}, "Inom ett område saknas insatser delvis.", "In one focus area efforts are partly missing."),
        ({"partly": 2}, "Inom två områden saknas insatser delvis.", "In two focus areas efforts are partly missing."),
        ({"covered": 1}, "Inom ett område pågår insatser.", "In one focus area efforts are under way."),
        ({"covered": 2}, "Inom två områden pågår insatser.", "In two focus areas efforts are under way."),
        (
            {"partly": 1, "covered": 1},
            "Inom ett område saknas insatser delvis, inom ett pågår insatser.",
            "In one focus area efforts are partly missing, in one efforts are under way.",
        ),
        (
            {"partly": 2, "covered": 13},
            "Inom två områden saknas insatser delvis, inom 13 pågår insatser.",
            "In two focus areas efforts are partly missing, in 13 efforts are under way.",
        ),
        (
            {"insufficient": 1},
            "Inom ett område går läget inte att bedöma: någon insats kan pågå, men uppgifterna räcker inte.",
            "In one focus area the status cannot be judged: some effort may be under way, but what is known does not tell.",
        ),
        (
            {"insufficient": 2},
            "Inom två områden går läget inte att bedöma: någon insats kan pågå, men uppgifterna räcker inte.",
            "In two focus areas the status cannot be judged: some effort may be under way, but what is known does not tell.",
        ),
    ],
)
def test_it_says_how_the_others_are(statuses: dict[str, int], sv: str, en: str) -> None:
    assert Said(sv, en) in said(of_statuses(missing=1, **statuses))


@pytest.mark.parametrize(
    ("number", "wide", "several", "sv", "en"),
    [
        (2, 0, 1, "Av 2 pågående insatser omfattar en flera län.", "Of 2 efforts under way, one covers several counties."),
        (2, 0, 2, "Av 2 pågående insatser omfattar båda flera län.", "Of 2 efforts under way, both cover several counties."),
        (3, 1, 2, "Av 3 pågående insatser omfattar två flera län, en hela landet.", "Of 3 efforts under way, two cover several counties, one the whole nation."),
        (3, 1, 1, "Av 3 pågående insatser omfattar en hela landet.", "Of 3 efforts under way, one covers the whole nation."),
        (3, 3, 3, "Av 3 pågående insatser omfattar alla hela landet.", "Of 3 efforts under way, all cover the whole nation."),
        (14, 2, 14, "Av 14 pågående insatser omfattar alla flera län, två hela landet.", "Of 14 efforts under way, all cover several counties, two the whole nation."),
    ],
)  # fmt: skip
def test_it_says_how_wide_they_reach(number: int, wide: int, several: int, sv: str, en: str) -> None:
    two = (PlaceCode("04"), PlaceCode("18"))
    where = [counties()] * wide + [two] * (several - wide) + [(PlaceCode("04"),)] * (number - several)
    made = drawn([effort(f"insats {index}", "1.1", counties=codes) for index, codes in enumerate(where)], [A, B])
    assert Said(sv, en) in said(made)


@pytest.mark.parametrize("number", [1, 2])
def test_it_is_silent_on_reach_where_all_stay_in_one_county_or_there_is_one(number: int) -> None:
    where = counties() if number == 1 else (PlaceCode("04"),)
    made = drawn([effort(f"insats {index}", "1.1", counties=where) for index in range(number)], [A])
    assert not [one for one in said(made) if "omfattar" in one.sv]


@pytest.mark.parametrize(
    ("ending", "months", "sv", "en"),
    [
        (1, 12, "En pågående insats slutar inom tolv månader.", "One effort under way ends within twelve months."),
        (2, 12, "Två pågående insatser slutar inom tolv månader.", "Two efforts under way end within twelve months."),
        (13, 24, "13 pågående insatser slutar inom 24 månader.", "13 efforts under way end within 24 months."),
        (1, 1, "En pågående insats slutar inom en månad.", "One effort under way ends within one month."),
    ],
)
def test_it_says_how_many_end_soon(ending: int, months: int, sv: str, en: str) -> None:
    soon = replace(SOON, end=date(2018, 7, 15))
    made = drawn(
        [effort(f"insats {index}", "1.1", soon) for index in range(ending)],
        [A],
        rulebook=replace(default_rulebook(), months_left=months),
    )
    assert said(made)[-1] == Said(sv, en)


def test_it_does_not_speak_of_ends_where_nothing_ends() -> None:
    assert not [one for one in said(of_statuses(covered=2)) if "slutar" in one.sv]


def of_one(*records: InitiativeRecord, area: str = "1.1") -> Said:
    return of_cell(drawn(records, [A, B]).cell(area), {record.id: record for record in records}, ON, 12)


@pytest.mark.parametrize(
    ("records", "sv", "en"),
    [
        ([effort("a", "1.2")], "Inget projekt alls i underlaget, varken före, då eller efter.", "No project at all in the material, neither before, then nor after."),
        (
            [effort("a", "1.1")],
            "1 insats; en med området som huvudinriktning fortsätter efter juni 2019.",
            "1 effort; one with this focus area as its main one goes on after June 2019.",
        ),
        (
            [effort("a", "1.1"), effort("b", "1.1", counties=counties())],
            "2 insatser, en rikstäckande; två med området som huvudinriktning fortsätter efter juni 2019.",
            "2 efforts, one nation-wide; two with this focus area as their main one go on after June 2019.",
        ),
        (
            [effort("a", "1.1", SOON)],
            "1 insats; ingen med området som huvudinriktning fortsätter efter juni 2019.",
            "1 effort; none with this focus area as its main one goes on after June 2019.",
        ),
        (
            [effort("tidig", "1.1", Period(date(2010, 1, 1), date(2011, 1, 1))), effort("sen", "1.1", Period(date(2010, 1, 1), date(2012, 1, 1)))],
            "Den senaste, sen, avslutades den 1 januari 2012.",
            "The latest, sen, ended on 1 January 2012.",
        ),
        (
            [effort("sen", "1.1", Period(date(2022, 1, 1), date(2023, 1, 1))), effort("snart", "1.1", Period(date(2019, 1, 1), date(2023, 1, 1)))],
            "Kommande: snart.",
            "Coming: snart.",
        ),
        ([effort("a", "1.1", Period())], "En i underlaget, men utan start och slut.", "One in the material, but without start and end."),
        (
            [effort("a", "1.1", Period(not_before=date(2018, 1, 1), not_after=date(2019, 1, 1))) for _ in "ab"],
            "Två insatser kan pågå, men start och slut är inte kända.",
            "Two efforts may be under way, but start and end are not known.",
        ),
    ],
)  # fmt: skip
def test_a_focus_area_is_said_in_a_sentence(records: list[InitiativeRecord], sv: str, en: str) -> None:
    assert of_one(*records) == Said(sv, en)


@pytest.mark.parametrize("turned", [False, True])
def test_which_is_coming_does_not_hang_on_the_order_of_the_file(turned: bool) -> None:
    records = [effort("sen", "1.1", Period(date(2022, 1, 1))), effort("snart", "1.1", Period(not_before=date(2019, 1, 1)))]
    assert of_one(*(reversed(records) if turned else records)).sv == "Kommande: snart."


def scope(**told: Any) -> dict[str, Any]:
    return {"source": "Projektbanken", "initiatives": 40, "fetched": "2016-10-14", **told}


@pytest.mark.parametrize(
    ("scopes", "initiatives", "sv"),
    [
        ([], 0, ["Inget underlag är inläst ännu."]),
        ([scope()], 68, ["Så långt räcker underlaget: 68 insatser, de flesta ur Projektbanken som källan såg ut den 14 oktober 2016."]),
        ([scope()], 40, ["Så långt räcker underlaget: 40 insatser, alla ur Projektbanken som källan såg ut den 14 oktober 2016."]),
        ([scope(fetched=None)], 100, ["Så långt räcker underlaget: 100 insatser, 40 ur Projektbanken."]),
        ([scope(initiatives=1)], 1, ["Så långt räcker underlaget: 1 insats, ur Projektbanken som källan såg ut den 14 oktober 2016."]),
        ([scope(source="")], 68, ["Så långt räcker underlaget: 68 insatser, utan uppgift om källornas omfattning."]),
        ([scope(left_out=[{"text": "Socialfonden"}])], 68, ["Inte inläst: Socialfonden."]),
        ([scope(left_out=[{"text": "a"}, {"text": "b"}]), scope(left_out=[{"text": "b"}, {"text": "c"}])], 68, ["Inte inläst: a, b och c."]),
        ([scope()], 68, ['"Ingen känd insats" betyder alltså inte att inget gjordes.', "Insatserna jämförs i efterhand med strategin från 2022."]),
    ],
)  # fmt: skip
def test_it_says_how_far_the_material_reaches(scopes: list[dict[str, Any]], initiatives: int, sv: list[str]) -> None:
    found = [one.sv for one in reach_said(scopes, initiatives, ON, date(2022, 1, 1))]
    assert set(sv) <= set(found)


def test_hindsight_is_said_only_of_days_before_the_strategy() -> None:
    assert not [one for one in reach_said([scope()], 68, date(2022, 1, 1), date(2022, 1, 1)) if "efterhand" in one.sv]
