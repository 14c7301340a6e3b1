"""What a description needs: found where it is, however it is put; missed where it is not."""

import pytest

from samhandling.assessment import shipping
from samhandling.assessment.rules.parts import look_for
from samhandling.assessment.rules.telling import lacks

THERE = [
    ("goal", "Målet är att minst 20 företag inför en ny lösning."),
    ("goal", "Antalet besökare ska öka från 120 till 400."),
    ("goal", "At least 60 companies should use less energy."),
    ("target_group", "Målgruppen är unga i åldern 15 till 20 år."),
    ("target_group", "Stödet riktar sig till små tillverkande företag."),
    ("owner", "Projektägare är Flens kommun."),
    ("owner", "Arbetet drivs av en ideell förening."),
    ("partners", "Vi gör det tillsammans med tre kommuner."),
    ("partners", "Lead partner and five partners share the work."),
    ("time", "Projektet pågår 2025-2027."),
    ("time", "Vi börjar i mars 2026."),
    ("time", "Arbetet tar arton månader."),
    ("budget", "Det kostar 1 200 000 kronor."),
    ("budget", "Kommunen medfinansierar hälften."),
    ("budget", "A total of EUR 200 000 is needed."),
    ("baseline", "I dag har 12 procent av bolagen en egen produkt."),
    ("indicator", "Indikatorn är andelen företag som exporterar."),
    ("follow_up", "En extern utvärderare följer arbetet, och det följs upp varje halvår."),
    ("results_kept", "Efter projektet tar kommunen över driften."),
    ("economic", "Bolagens lönsamhet ska stiga."),
    ("social", "Insatsen ökar inkluderingen."),
    ("ecological", "Utsläppen minskar."),
    ("equality", "Hälften av deltagarna ska vara kvinnor."),
]
NOT_THERE = [
    ("goal", "Vi ska bli bättre på att samarbeta 2025."),
    ("budget", "Kretsen har 40 medlemmar och krångel."),
    ("time", "Vi har hållit på i evigheter."),
    ("ecological", "Vi bygger innovationsmiljöer."),
    ("owner", "Bygget går fort."),
    ("equality", "Skönhet är viktigt."),
]


def found_in(text: str) -> dict[str, str]:
    return {part.id: part.quote for part in look_for(shipping.parts(), text)[0]}


@pytest.mark.parametrize(("part", "text"), THERE)
def test_it_finds_what_is_there(part: str, text: str) -> None:
    found = found_in(text)
    assert part in found
    assert found[part] in text


@pytest.mark.parametrize(("part", "text"), NOT_THERE)
def test_it_does_not_find_what_is_not_there(part: str, text: str) -> None:
    assert part not in found_in(text)


def test_every_part_is_tried_and_says_where_it_should_stand() -> None:
    assert {part.id for part in shipping.parts()} == {part for part, _ in THERE}
    found, missing = look_for(shipping.parts(), "Hej")
    assert not found
    assert all(part.where.sv and part.where.en for part in missing)


def test_what_is_missing_is_told_in_one_sentence_with_its_places() -> None:
    _, missing = look_for(shipping.parts(), "Målet är minst 20 företag. Det tar två år och kostar 2 mnkr.")
    said = lacks(missing)
    assert len(said) == 1
    assert said[0].sv.startswith("Texten nämner inte målgrupp, ")
    assert "eller jämställdhet. Skriv det under Målgrupp," in said[0].sv
    assert lacks([]) == []
