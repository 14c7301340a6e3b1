"""Readers of the shipped strategy and of the invented county, as the tests use them."""

from functools import cache
from pathlib import Path

from samhandling.assessment import shipping
from samhandling.assessment.rules.engine import Reader, reader_of
from samhandling.assessment.rules.subject import Subject
from samhandling.assessment.rules.subjects import subject_of
from samhandling.assessment.rules.terms import TermFile, read_terms
from samhandling.strategy.rules.check import check
from samhandling.strategy.rules.shipped import read_shipped, shipped_frameworks

SORMLAND = "sormland-naringsliv-2022"
DATA = Path(__file__).resolve().parents[1] / "data"
COUNTY = DATA / "strategies" / "exempellanet-2025.toml"
COUNTY_TERMS = Path(__file__).with_name("exempellanet-2025.terms.toml")


@cache
def sormland_subject() -> Subject:
    return subject_of(read_shipped(SORMLAND), read_shipped)


@cache
def sormland_terms() -> TermFile:
    terms = shipping.shipped_terms(sormland_subject())
    assert terms is not None
    return terms


@cache
def sormland_reader(*, with_model: bool = True) -> Reader:
    model = shipping.shipped_model(SORMLAND) if with_model else None
    return reader_of(sormland_subject(), sormland_terms(), model, shipping.parts())


@cache
def county_subject() -> Subject:
    return subject_of(check(COUNTY.read_text("utf-8"), COUNTY.name, frameworks=shipped_frameworks()), lambda _: None)


@cache
def county_reader(*, with_terms: bool = True) -> Reader:
    terms = read_terms(COUNTY_TERMS.read_text("utf-8"), COUNTY_TERMS.name, county_subject()) if with_terms else None
    return reader_of(county_subject(), terms, None, shipping.parts())
