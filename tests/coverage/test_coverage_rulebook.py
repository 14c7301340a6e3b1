"""The rules as a file: what can be read, every fault at once, and the sentences that rules speak."""

from fractions import Fraction
from importlib.resources import files

import pytest

from samhandling.coverage.rules.conditions import CONDITIONS
from samhandling.coverage.rules.rulebook import Use, default_rulebook, plain, read_rulebook
from samhandling.ground.faults import Refused
from samhandling.ground.said import Said

SHIPPED = files("samhandling.coverage").joinpath("rules.toml").read_text("utf-8")


def faults_of(text: str) -> list[str]:
    with pytest.raises(Refused) as refused:
        read_rulebook(text, "regler.toml")
    for fault in refused.value.faults:
        assert fault.location.file.startswith("regler.toml")
        assert fault.expected.sv
        assert fault.expected.en
        assert fault.way_out.sv
        assert fault.way_out.en
    return [fault.read for fault in refused.value.faults]


def test_the_shipped_rules_are_every_rule_that_the_product_knows() -> None:
    assert {rule.id for rule in default_rulebook().rules} == set(CONDITIONS)


def test_five_reasons_count_from_the_start_and_the_others_are_off() -> None:
    uses = {use: [rule.id for rule in default_rulebook().rules if rule.use is use] for use in Use}
    assert uses == {
        Use.REASON: ["aspect_without_effort", "no_main", "one_owner", "pre_studies_only", "few_left"],
        Use.NOTE: [],
        Use.OFF: ["one_financier", "only_wide", "little_money", "no_indicator", "source_absent"],
    }


@pytest.mark.parametrize(
    ("old", "new", "read"),
    [
        ('id = "no_main"', 'id = "no_mian"', ["no_mian"]),
        ('id = "no_main"', 'id = "one_owner"', ["one_owner"]),
        ('use = "off"', 'use = "on"', ["one_financier: use = on"] + [f"{key}: use = on" for key in ("only_wide", "little_money", "no_indicator", "source_absent")]),
        ('max_unjudged = "0.5"', 'max_unjudged = "hälften"', ["max_unjudged = hälften"]),
        ('max_unjudged = "0.5"', 'max_unjudged = "50"', ["max_unjudged = 50"]),
        ('variation = "0.25"', "", ["variation = None"]),
        ('variation = "0.25"', 'variation = "1.5"', ["variation = 1.5"]),
        ("months_left = 12", "months_left = 12.5", ["months_left = 12.5"]),
        ("months_left = 12", "months_left = -1", ["months_left = -1"]),
        ("months_left = 12", 'months_left = "1/0"', ["months_left = 1/0"]),
        ('sv = "Ingen indikator följer området."', "", ["no_indicator"]),
        ("{value} av {scale}", "{antal} av {scale}", ["{antal} av {scale} delområden har en pågående insats."]),
        ("{value} av {scale}", "{value av {scale}", ["{value av {scale} delområden har en pågående insats."]),
        ("{value} av {scale}", "{} av {scale}", ["{} av {scale} delområden har en pågående insats."]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_what_stood_there(old: str, new: str, read: list[str]) -> None:
    assert old in SHIPPED
    assert faults_of(SHIPPED.replace(old, new)) == read


def test_all_faults_are_told_at_once() -> None:
    text = 'months_left = "x"\nmax_unjudged = "2"\n[[rule]]\nid = "nej"\nuse = "ja"\nthreshold = "två"\n'
    assert faults_of(text) == ["nej", "nej: use = ja", "threshold = två", "nej", "months_left = x", "variation = None", "max_unjudged = 2"]


@pytest.mark.parametrize("text", ["months_left = ", "rule = 3\n" + SHIPPED.split("[[rule]]")[0], "[rule]\nid = 1\n"])
def test_a_file_of_another_shape_is_refused(text: str) -> None:
    assert faults_of(text)


def test_a_region_may_leave_rules_out() -> None:
    head, *rules = SHIPPED.split("[[rule]]")
    book = read_rulebook("[[rule]]".join([head, rules[1]]))
    assert [rule.id for rule in book.rules] == ["no_main"]
    assert not book.uses("one_owner")


def test_only_what_counts_can_carry_a_status() -> None:
    book = default_rulebook()
    assert "one_financier" not in book.thresholds
    assert book.with_use("one_financier", Use.REASON).thresholds["one_financier"] == 2
    assert "one_owner" not in book.with_use("one_owner", Use.NOTE).thresholds


@pytest.mark.parametrize(
    ("number", "sv", "en"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (100_000, "100\u00a0000", "100,000"),
        (Fraction(1, 4), "0,25", "0.25"),
        (Fraction(2, 3), "0,67", "0.67"),
        (Fraction(3_000_001, 2), "1\u00a0500\u00a0000,50", "1,500,000.50"),
        (Fraction(10**20 + 1, 100), "1\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000,01", "1,000,000,000,000,000,000.01"),
    ],
)
def test_a_number_is_written_as_each_language_writes_it(number: int | Fraction, sv: str, en: str) -> None:
    assert plain(number) == Said(sv, en)


@pytest.mark.parametrize(
    ("rule", "value", "scale", "sv", "en"),
    [
        ("aspect_without_effort", 1, 5, "Ett av 5 delområden har en pågående insats.", "One of 5 aspects has an effort under way."),
        ("aspect_without_effort", 3, 5, "3 av 5 delområden har en pågående insats.", "3 of 5 aspects have an effort under way."),
        (
            "few_left", 0, 1, "Ingen insats med området som huvudinriktning fortsätter längre än 12 månader.",
            "No effort with this focus area as its main one goes on for more than 12 months.",
        ),
        (
            "few_left", 2, 1, "2 insatser med området som huvudinriktning fortsätter längre än 12 månader.",
            "2 efforts with this focus area as their main one go on for more than 12 months.",
        ),
        ("source_absent", 2, 1, "2 källor som rör området är kända men inte inlästa.", "2 sources that concern this focus area are known but not loaded."),
    ],
)  # fmt: skip
def test_a_rule_speaks_in_the_right_number(rule: str, value: int, scale: int, sv: str, en: str) -> None:
    assert default_rulebook().rule(rule).say(value, scale, 12) == Said(sv, en)
