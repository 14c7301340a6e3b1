"""Swedish compounds come apart at their joints, and what is no compound stays whole."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samhandling.language.compounds import compound_parts, is_known, split_compound
from samhandling.language.vocabulary_words import words_in

SPLIT = {
    "kompetensförsörjningsstrategi": "kompetens försörjning strategi",
    "kompetensförsörjningen": "kompetens försörjning",
    "kompetensutveckling": "kompetens utveckling",
    "kompetensmatchning": "kompetens matchning",
    "näringsliv": "näring liv",
    "arbetsmarknad": "arbete marknad",
    "arbetskraften": "arbete kraft",
    "besöksnäring": "besök näring",
    "landsbygdsutveckling": "landsbygd utveckling",
    "livsmedelsstrategier": "livsmedel strategi",
    "livsmedelsförsörjning": "livsmedel försörjning",
    "skolgård": "skola gård",
    "kyrkogård": "kyrka gård",
    "hälsovård": "hälsa vård",
    "folkhälsa": "folk hälsa",
    "kvinnoföretagare": "kvinna företagare",
    "företagsklimat": "företag klimat",
    "företagsstöd": "företag stöd",
    "företagsetablering": "företag etablering",
    "kulturföretag": "kultur företag",
    "robotikföretag": "robotik företag",
    "affärsutveckling": "affär utveckling",
    "exportrådgivning": "export rådgivning",
    "innovationsmiljöer": "innovation miljö",
    "innovationsupphandling": "innovation upphandling",
    "energieffektivisering": "energi effektivisering",
    "energiomställning": "energi omställning",
    "klimatomställning": "klimat omställning",
    "forskningsmiljö": "forskning miljö",
    "forskningsprojekt": "forskning projekt",
    "yrkeshögskola": "yrke högskola",
    "yrkesutbildning": "yrke utbildning",
    "vuxenutbildning": "vuxen utbildning",
    "språkutbildning": "språk utbildning",
    "gymnasieskola": "gymnasie skola",
    "studievägledning": "studie vägledning",
    "integrationsinsatser": "integration insats",
    "etableringsinsatser": "etablering insats",
    "utvecklingsinsatser": "utveckling insats",
    "hållbarhetsarbete": "hållbarhet arbete",
    "digitaliseringslyft": "digitalisering lyft",
    "testbädd": "test bädd",
    "transportinfrastruktur": "transport infrastruktur",
    "järnvägsstation": "järnväg station",
    "bostadsbyggande": "bostad byggande",
    "handlingsplanen": "handling plan",
    "projektledare": "projekt ledare",
    "målgrupp": "mål grupp",
    "jämställdhetsintegrering": "jämställdhet integrering",
    "ungdomsarbetslöshet": "ungdom arbetslöshet",
    "samhällsbyggnad": "samhälle byggnad",
    "samhällsutmaningar": "samhälle utmaning",
    "vattenkraft": "vatten kraft",
    "batterifabrik": "batteri fabrik",
    "fordonsindustri": "fordon industri",
    "tillverkningsindustrin": "tillverkning industri",
    "produktionsprocesser": "produktion process",
    "destinationsutveckling": "destination utveckling",
    "biogasproduktion": "biogas produktion",
    "kollektivtrafik": "kollektiv trafik",
    "bredbandsutbyggnad": "bredband utbyggnad",
    "generationsskifte": "generation skifte",
    "ägarskifte": "ägare skifte",
    "länsstyrelsen": "län styrelse",
    "äldreomsorg": "äldre omsorg",
    "välfärdsteknik": "välfärd teknik",
    "vätgasproduktion": "vätgas produktion",
    "turistnäring": "turist näring",
    "samverkansprojekt": "samverkan projekt",
    "beslutsunderlag": "beslut underlag",
    "skattemedel": "skatt medel",
    "tjänsteutveckling": "tjänst utveckling",
}
WHOLE = sorted(
    words_in(
        "bidrag insats insatser arbete arbetet företag företagen företagare företagande utveckling försörjning underlag uppdrag omställning "
        "samverkan samarbete samhandling tillväxt entreprenörskap validering matchning upphandling automatisering finansiering etablering "
        "inflyttning universitet forskare ledarskap styrelse infrastruktur infrastrukturen turism beredskap digitalisering plattform "
        "fortfarande landskap förutsättningar kommunerna regionens industrin tillgänglighet hållbarhet möjligheter utanförskap "
        "rekrytering utvärdering jämställdhet arbetslöshet underleverantörer internationella effektivitet ansökan ansvar anställda "
        # Names are no compounds, whatever words they hold.
        "eskilstuna katrineholm flen nyköping nyköpings strängnäs vingåker oxelösund gnesta trosa sörmland södermanland mälardalen västmanland"
    )
)


@pytest.mark.parametrize(("word", "parts"), SPLIT.items())
def test_a_compound_is_split_into_its_words(word: str, parts: str) -> None:
    assert " ".join(split_compound(word)) == parts


@pytest.mark.parametrize("word", WHOLE)
def test_a_word_that_is_no_compound_stays_whole(word: str) -> None:
    assert split_compound(word) == (word,)


def test_a_name_may_begin_a_compound() -> None:
    assert split_compound("Sörmlandsstrategin") == ("sörmland", "strategi")


@pytest.mark.parametrize("word", ["qwertyuiopås", "blorfgranket", "abc123", "EU-medel", "", "a", "x" * 500])
def test_what_the_list_does_not_know_stays_whole(word: str) -> None:
    assert split_compound(word) == (word.lower(),)


def test_each_part_tells_where_it_stands_with_its_joint() -> None:
    word = "kompetensförsörjningsstrategier"
    assert [word[part.start : part.end] for part in compound_parts(word)] == ["kompetens", "försörjnings", "strategier"]


@given(st.lists(st.sampled_from([*SPLIT, *WHOLE]), min_size=1, max_size=3).map("".join) | st.text("abdefgiklnorstuåäö", max_size=25))
@settings(max_examples=80)
def test_the_parts_are_the_word(word: str) -> None:
    parts = compound_parts(word)
    assert "".join(word[part.start : part.end] for part in parts) == word
    assert all(before.end == after.start for before, after in pairwise(parts))
    assert all(part.word for part in parts) or not word


@pytest.mark.parametrize(("word", "known"), [("strategierna", True), ("Kommunernas", True), ("blorfgrank", False), ("arbets", False)])
def test_a_listed_word_is_known_in_all_its_forms(word: str, known: bool) -> None:
    assert is_known(word) is known
