"""The language of a text is told, its Nordic neighbours apart, and too little text is said to be too little."""

import csv
from pathlib import Path

import pytest

from samhandling.language.detecting import detect

TEXTS = [
    ("sv", "Projektet ska stärka små och medelstora företag i länet genom rådgivning och nätverk."),
    ("sv", "Vi vill att fler unga får jobb."),
    (
        "sv",
        "Kompetensförsörjning, validering, yrkeshögskola, studievägledning, integration, vuxenutbildning, praktik, språk, vård, omsorg, råd",
    ),
    ("en", "The project aims to strengthen small companies through advice and networks."),
    ("en", "We help young people find work in the region."),
    ("fi", "Hankkeen tavoitteena on kehittää alueen yritysten kilpailukykyä ja lisätä yhteistyötä korkeakoulujen kanssa."),
    ("fi", "Haluamme, että nuoret saavat töitä ja että yritykset voivat kasvaa."),
    ("no", "Prosjektet skal styrke små og mellomstore bedrifter i fylket gjennom rådgivning og nettverk, og bidra til næringsutvikling."),
    ("da", "Projektet skal styrke små og mellemstore virksomheder i regionen gennem rådgivning og netværk og bidrage til vækst."),
    ("de", "Das Projekt soll kleine und mittlere Unternehmen in der Region durch Beratung und Netzwerke stärken."),
    ("other", "Le projet vise à renforcer les petites et moyennes entreprises de la région par des conseils, afin de créer des emplois."),
    ("other", "El proyecto tiene como objetivo reforzar las pequeñas y medianas empresas de la región mediante asesoramiento y redes."),
    ("other", "Projekt ma na celu wzmocnienie małych i średnich przedsiębiorstw w regionie poprzez doradztwo oraz sieci współpracy."),
    (
        "other",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua.",
    ),
    ("other", "Проект направлен на развитие малых предприятий"),
    ("other", "يهدف المشروع إلى تعزيز الشركات الصغيرة"),
]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_the_language_is_told(language: str, text: str) -> None:
    found = detect(text)
    assert found.language == language
    assert 0.0 < found.sureness <= 1.0


@pytest.mark.parametrize("text", ["", "12 345 kr", "Bredband", "Bättre bredband", "xyz qqq"])
def test_too_little_text_is_unknown(text: str) -> None:
    assert detect(text).language == "unknown"


def test_more_text_makes_it_surer() -> None:
    assert (
        detect("Vi vill växa.").sureness < detect("Vi vill växa och skapa arbete för alla som bor i länet och som inte har något.").sureness
    )


def test_a_swedish_text_with_an_english_name_is_swedish() -> None:
    assert detect("Projektet Growth and Innovation for the Future ska ge företag i länet bättre stöd att växa.").language == "sv"


def test_every_real_purpose_is_told_right(shared: Path) -> None:
    with (shared / "data/portfolio/sormland_portfolio.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    wrong = [text for row in rows for code in ("sv", "en") if (text := row[f"purpose_{code}"]) and detect(text).language != code]
    assert wrong == []


def test_nearly_every_real_description_is_swedish(shared: Path) -> None:
    with (shared / "data/erdf/se_erdf_projektbanken_2014_2020.csv").open(encoding="utf-8-sig", newline="") as file:
        texts = [row["projektbeskrivning"] for row in csv.DictReader(file, delimiter=";")]
    told = [detect(text).language for text in texts if len(text) > 100]
    assert told.count("sv") / len(told) > 0.98
