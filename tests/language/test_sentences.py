"""Sentences end where a reader says that they end, and each knows its exact place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samhandling.language.sentences import sentences


def cut(text: str) -> list[str]:
    """The texts of the sentences."""
    return [sentence.text for sentence in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Vi vill bl.a. stödja företag, t.ex. små.",
        "Det gäller ca. 20 företag i länet.",
        "Se kap. 3 och nr. 4 i planen.",
        "Budgeten är 1.5 miljoner kronor.",
        "Start den 3. maj 2020.",
        "Stödet går till kommuner m.fl. aktörer.",
        "Projektet leds av A. Svensson.",
        "Vi möter Dr. Berg i dag.",
        "Läs mer på www.exempel.se om vår idé.",
        "Companies, e.g. Small ones, are helped.",
        "Insatsen pågår fr.o.m. januari t.o.m. maj.",
        "Länet får 20 milj. kronor, dvs. Mer än förr.",
        "Han undrade ... och gick.",
        "Deltagarna är 25 st. kvinnor.",
        "(Det här är en mening.)",
    ],
)
def test_it_is_one_sentence(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hej! Är du där? Ja.", ["Hej!", "Är du där?", "Ja."]),
        ("Det är 20 st. Företag väntar.", ["Det är 20 st.", "Företag väntar."]),
        ("Projektet slutar 2021. Sedan följs det upp.", ["Projektet slutar 2021.", "Sedan följs det upp."]),
        ("Det kostar 300 kr. Det är billigt.", ["Det kostar 300 kr.", "Det är billigt."]),
        ("Kommuner, företag m.fl. Alla är med.", ["Kommuner, företag m.fl.", "Alla är med."]),
        ('Han sa "Stopp." Sedan gick han.', ['Han sa "Stopp."', "Sedan gick han."]),
        ("Vad händer...  Mer sedan.", ["Vad händer...", "Mer sedan."]),
        ("Målet är nått. 14 företag växte.", ["Målet är nått.", "14 företag växte."]),
        ("Mål\n- Fler företag\n- Bättre luft", ["Mål", "- Fler företag", "- Bättre luft"]),
        ("1. Först\n2. Sedan\na) Till sist", ["1. Först", "2. Sedan", "a) Till sist"]),
        ("Bakgrund\n\nLänet växer.", ["Bakgrund", "Länet växer."]),
        ("Syfte och mål\nProjektet ska stärka företagen.", ["Syfte och mål", "Projektet ska stärka företagen."]),
        ("En mening som\nbryts mitt i. En till.", ["En mening som\nbryts mitt i.", "En till."]),
        ("Ett samarbete mellan Region\r\noch Högskola. Slut.", ["Ett samarbete mellan Region\r\noch Högskola.", "Slut."]),
        ("• Stöd till unga • inte en rad\n• Råd", ["• Stöd till unga • inte en rad", "• Råd"]),
    ],
)
def test_it_is_cut_where_sentences_end(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_nothing_has_no_sentences(text: str) -> None:
    assert sentences(text) == ()


@given(st.text(st.sampled_from('aB .!?\n\r\u2028,-•1å()"\u00a0\t…') | st.characters(), max_size=120))
@settings(max_examples=150)
def test_all_that_is_no_space_stands_in_exactly_one_sentence(text: str) -> None:
    at = 0
    for sentence in sentences(text):
        assert text[at : sentence.start].strip() == ""
        assert at <= sentence.start < sentence.end
        assert sentence.text == text[sentence.start : sentence.end] == sentence.text.strip()
        at = sentence.end
    assert text[at:].strip() == ""


def test_real_texts_give_sentences_of_readable_length(shared: object) -> None:
    text = (shared / "source" / "naringslivsstrategi-sormland-2022.txt").read_text(encoding="utf-8")  # type: ignore[operator]
    lengths = sorted(len(sentence.text) for sentence in sentences(text))
    assert len(lengths) > 300
    assert lengths[len(lengths) // 2] < 160
    assert lengths[-1] < 1_200
