"""The page on coverage and the README's picture say what the product says: rules, names of numbers, and the worked example."""

import json
import re
from datetime import date
from fractions import Fraction

import pytest

from pages import README, ROOT, Command, command_of, fenced, in_one_line, spans, text_of
from samhandling.coverage.rules.opening import figures_of
from samhandling.coverage.rules.picture import FocusArea, Question, picture
from samhandling.coverage.rules.rulebook import Rule, default_rulebook
from samhandling.coverage.rules.status import Status
from samhandling.coverage.rules.verdict import Verdict
from samhandling.ground.money import settle, to_ore
from samhandling.ground.periods import TimeState
from samhandling.ground.places import PlaceCode

PAGE = ROOT / "docs" / "coverage.md"
BOOK = default_rulebook()
DAY = "2018-06-30"


def rows_of(heading: str) -> list[list[str]]:
    """The table under a heading, its head left out."""
    part = text_of(PAGE).partition(heading)[2].partition("\n## ")[0]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("|")]
    return cells[2:]


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_a_rule_stands_there_with_its_use_and_threshold(rule: Rule) -> None:
    told = {spans(row[0])[0]: row for row in rows_of("### Reasons and notes") if spans(row[0])}
    row = told[rule.id]
    assert row[1] == rule.use.value
    assert f"{float(rule.threshold):g}" in re.findall(r"\d+(?:\.\d+)?", row[3])


def test_no_rule_stands_there_that_is_gone() -> None:
    assert [spans(row[0])[0] for row in rows_of("### Reasons and notes")] == [rule.id for rule in BOOK.rules]


def test_the_other_thresholds_are_told() -> None:
    text = text_of(PAGE)
    assert f"`months_left` ({BOOK.months_left})" in text
    assert f"`max_unjudged` ({float(BOOK.max_unjudged):g})" in text
    assert f"{float(BOOK.variation):.0%} lower".replace("%", " %") in text


def test_every_status_state_and_verdict_is_told() -> None:
    told = set(spans(text_of(PAGE)))
    assert {status.value for status in Status} | {verdict.value for verdict in Verdict} <= told
    states = {row[0].replace(" ", "_") for row in rows_of("### Its state on a day")}
    assert states == {state.value for state in TimeState}


def test_every_number_that_can_be_opened_is_told() -> None:
    drawn = picture([], [FocusArea("1")], Question(date.fromisoformat(DAY), PlaceCode("04"), BOOK))
    names = {*figures_of(drawn.totals), *figures_of(drawn.cells[0])}
    assert names <= set(spans(text_of(PAGE).partition("## Open any number")[2]))


def number(text: str) -> Fraction:
    return Fraction(text.replace(" ", ""))


def test_the_worked_example_is_what_the_product_computes(demo: Command) -> None:
    *rows, total = rows_of("## A worked example")
    parts = {row[0]: number(row[1]) * Fraction(row[3]) * Fraction(row[4]) for row in rows}
    assert settle(parts) == {row[0]: to_ore(number(row[8])) for row in rows}
    opened = json.loads(demo("why", "2.4", "sek", "--on", DAY, "--format", "json"))
    assert {one["id"]: (one["part"], one["end"]) for one in opened["rows"]} == {
        row[0]: (str(to_ore(number(row[8]))), row[7]) for row in rows
    }
    assert str(to_ore(number(total[8]))) == opened["value"] == str(to_ore(sum(parts.values(), Fraction(0))))


def test_the_worked_examples_places_and_shares_are_those_of_the_rows(demo: Command) -> None:
    for case, granted, counties, part, share, others, *_ in rows_of("## A worked example")[:-1]:
        told = json.loads(demo("initiative", "show", case, "--format", "json"))
        shares = {one["focus_area"]: Fraction(one["share"]) for one in told["shares"]}
        assert [Fraction(one["amount"]) for one in told["grants"]] == [number(granted)]
        assert (len(told["counties"]), Fraction(1, len(told["counties"]))) == (int(counties), Fraction(part))
        written = {area: Fraction(text) for area, text in re.findall(r"(\d\.\d) (\d\.\d)", others)}
        assert shares == {"2.4": Fraction(share), **written}


def test_the_sentences_of_the_worked_example_hold(demo: Command) -> None:
    answer = json.loads(demo("coverage", "--on", DAY, "--format", "json"))
    areas, totals = {one["id"]: one for one in answer["focus_areas"]}, answer["totals"]
    assert (areas["2.4"]["status"], areas["2.4"]["main"], areas["2.4"]["main_left"], areas["2.4"]["reasons"]) == ("covered", 2, 2, [])
    assert (areas["2.2"]["active"], areas["2.2"]["main"], areas["2.2"]["main_left"]) == (10, 4, 0)
    assert [(one["rule"], one["value"], one["threshold"]) for one in areas["2.2"]["reasons"]] == [("few_left", 0, 2)]
    assert (areas["3.4"]["status"], areas["3.4"]["initiatives"]) == ("missing", 0)
    assert [(one["threshold"], one["to"]) for one in areas["2.4"]["flips"]] == [("one_owner", 2.5), ("few_left", 2.5)]
    assert areas["2.2"]["flips"] == []
    text = in_one_line(text_of(PAGE))
    for name in ("granted_sek", "attributed_sek", "outside_sek", "insufficient_sek", "excluded_sek", "elsewhere_sek"):
        assert f"{float(totals[name]):,.2f}".replace(",", " ") in text, name
    assert f"{float(areas['2.4']['nation_wide_sek']):,.2f}".replace(",", " ") in text


def test_the_thought_and_the_day_before_say_what_the_page_says(demo: Command) -> None:
    assert "2.4 Insatser pågår → Saknas delvis" in demo("coverage", "--on", DAY, "--end", "20200189=2018-05-31")
    before = json.loads(demo("coverage", "--on", DAY, "--known-on", "2016-10-13", "--format", "json"))
    assert {one["initiatives"] for one in before["focus_areas"]} == {0}


def test_what_is_shown_of_the_terminal_is_what_it_prints(demo: Command) -> None:
    for page in (README, PAGE):
        for block in fenced(page, "text"):
            asked, lines = _asked(block)
            printed = in_one_line(demo(*asked))
            assert [line for line in lines if in_one_line(line) not in printed] == []


def _asked(block: str) -> tuple[list[str], list[str]]:
    """The command that a block begins with, or the demo's; and the lines that it printed."""
    first, *rest = [line for line in block.splitlines() if line.strip()]
    if first.startswith("$ samhandling "):
        words = first.removeprefix("$ samhandling ")
        assert command_of(words)
        return words.split(), rest
    return ["coverage", "--on", DAY], [first, *rest]
