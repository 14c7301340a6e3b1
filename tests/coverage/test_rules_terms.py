"""The terms of the rules as texts: read as people write them, every fault at its field, back and forth without loss."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samhandling.coverage.rules.conditions import CONDITIONS
from samhandling.coverage.rules.rulebook import Rulebook, Use, default_rulebook
from samhandling.coverage.rules.terms import GENERAL, changes_between, measure_of, read_terms, terms_of, with_terms, written

BOOK = default_rulebook()
NOW = terms_of(BOOK)


def test_every_rule_that_the_product_knows_has_a_use_and_a_threshold() -> None:
    assert set(NOW) == {*GENERAL, *(f"{rule}.{part}" for rule in CONDITIONS for part in ("use", "threshold"))}


def test_the_product_s_own_rules_are_within_what_may_be_written() -> None:
    read = read_terms([(field, written(field, text)) for field, text in NOW.items()], NOW)
    assert read.faults == ()
    assert read.terms == NOW


def test_a_rulebook_with_its_own_terms_is_the_same() -> None:
    assert with_terms(BOOK, NOW, BOOK.version) == BOOK


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        ("few_left.threshold", " 3 ", "3"),
        ("few_left.threshold", "3,0", "3"),
        ("months_left", "120", "120"),
        ("max_unjudged", "40 %", "2/5"),
        ("max_unjudged", "0", "0"),
        ("max_unjudged", "12,5", "1/8"),
        ("aspect_without_effort.threshold", "66.5", "133/200"),
        ("one_owner.use", "note", "note"),
    ],
)
def test_it_reads_a_value_as_people_write_it(field: str, text: str, kept: str) -> None:
    read = read_terms([(field, text)], NOW)
    assert (read.terms[field], read.faults) == (kept, ())


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("few_left.threshold", ""),
        ("few_left.threshold", "många"),
        ("few_left.threshold", "0"),
        ("few_left.threshold", "-1"),
        ("few_left.threshold", "1,5"),
        ("few_left.threshold", "101"),
        ("few_left.threshold", "1/2"),
        ("few_left.threshold", "1e2"),
        ("few_left.threshold", "²"),
        ("few_left.threshold", "9" * 40),
        ("few_left.threshold", "1.2.3"),
        ("months_left", "121"),
        ("max_unjudged", "0,5"),
        ("max_unjudged", "100,1"),
        ("variation", "0"),
        ("variation", "95"),
        ("pre_studies_only.threshold", "0"),
        ("one_owner.use", "maybe"),
        ("one_owner.use", ""),
    ],
    ids=str,
)
def test_what_cannot_be_is_a_fault_at_its_field(field: str, text: str) -> None:
    read = read_terms([(field, text)], NOW)
    assert [fault.location.column for fault in read.faults] == [field]
    assert read.terms == NOW


def test_all_faults_come_at_once() -> None:
    wrong = [("few_left.threshold", "x"), ("max_unjudged", "140"), ("one_owner.use", "?"), ("no_such", "1")]
    assert [fault.location.column for fault in read_terms(wrong, NOW).faults] == [field for field, _ in wrong]


def test_two_different_values_of_one_field_contradict_each_other() -> None:
    (fault,) = read_terms([("months_left", "6"), ("months_left", "7")], NOW).faults
    assert fault.location.column == "months_left"
    assert "6" in fault.read
    assert "7" in fault.read
    assert read_terms([("months_left", "6"), ("months_left", " 6")], NOW).faults == ()


def test_some_rule_must_count() -> None:
    uses = [field for field in NOW if field.endswith(".use")]
    (fault,) = read_terms([(field, "note") for field in uses], NOW).faults
    assert "Minst en regel ska räknas" in fault.expected.sv
    assert read_terms([(field, "note") for field in uses[1:]], NOW).faults == ()


def test_what_a_later_release_brings_is_off_until_somebody_switches_it_on() -> None:
    stored = {field: text for field, text in NOW.items() if not field.startswith("one_owner.")}
    assert with_terms(BOOK, stored, "x").rule("one_owner").use is Use.OFF


def test_what_a_later_release_has_left_out_is_left_out() -> None:
    stored = {**NOW, "of_old.use": "reason", "of_old.threshold": "4"}
    assert with_terms(BOOK, stored, BOOK.version) == BOOK


def test_the_sentences_are_the_product_s() -> None:
    other = with_terms(BOOK, {**NOW, "few_left.threshold": "3"}, "mine")
    assert (other.version, other.rule("few_left").threshold) == ("mine", 3)
    assert other.rule("few_left").sentences == BOOK.rule("few_left").sentences


@st.composite
def books(draw: st.DrawFn) -> Rulebook:
    book = BOOK
    for field in NOW:
        rule, _, part = field.rpartition(".")
        if part == "use":
            book = book.with_use(rule, draw(st.sampled_from(list(Use))))
            continue
        measure = measure_of(field)
        whole = draw(st.integers(measure.least, measure.most))
        if field != "variation":
            book = book.with_threshold(rule or field, Fraction(whole, 100) if measure.percent else Fraction(whole))
    return book.with_use("no_main", Use.REASON)


@settings(max_examples=40)
@given(books(), books())
def test_terms_and_what_one_writes_lead_back_to_the_same_rules(one: Rulebook, other: Rulebook) -> None:
    terms = terms_of(one)
    read = read_terms([(field, written(field, text)) for field, text in terms.items()], terms_of(other))
    assert (read.faults, read.terms) == ((), terms)
    assert with_terms(other, read.terms, one.version) == one
    changes = changes_between(terms_of(other), terms)
    assert {**terms_of(other), **{field: after for field, (_, after) in changes.items()}} == terms
    assert all(before != after for before, after in changes.values())
