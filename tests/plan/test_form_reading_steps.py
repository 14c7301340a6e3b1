"""The steps of an idea, and what is missing before the next."""

import pytest

from samhandling.plan.rules.form.steps import lacking, standpoint, with_answers
from samhandling.plan.rules.plain import to_plain
from samhandling.plan.rules.record import InitiativeRecord

FOUR = ("samtal", "samsyn", "samarbete", "samhandling")


@pytest.mark.parametrize(
    ("stage", "steps", "now", "following", "asked", "before"),
    [
        ("idea", FOUR, None, "samtal", (), None),
        ("samtal", FOUR, "samtal", "samsyn", ("samtal",), "idea"),
        ("samsyn", FOUR, "samsyn", "samarbete", ("samsyn",), "samtal"),
        ("samarbete", FOUR, "samarbete", "samhandling", ("samarbete", "samhandling"), "samsyn"),
        ("samhandling", FOUR, "samhandling", None, ("samhandling",), "samarbete"),
        ("idea", (), None, "samhandling", (), None),
        ("samsyn", ("samtal", "samhandling"), "samtal", "samhandling", ("samtal", "samhandling"), "idea"),
        ("idea", ("forsta", "andra"), None, "samhandling", (), None),
    ],
)
def test_a_stage_has_its_place_among_the_strategy_s_steps(
    stage: str, steps: tuple[str, ...], now: str | None, following: str | None, asked: tuple[str, ...], before: str | None
) -> None:
    at = standpoint(stage, steps)
    assert (at.now, at.next, at.asked, at.before) == (now, following, asked, before)


def test_before_the_work_begins_all_that_is_missing_is_told_at_once() -> None:
    values = to_plain(InitiativeRecord("X", "Idé"))
    assert [fault.location.column for fault in lacking(values, standpoint("samarbete", FOUR))] == [
        "step-samarbete",
        "step-samhandling",
        "need-nar",
        "need-vilka",
        "need-bidrar",
    ]
    assert [fault.location.column for fault in lacking({**values, "steps": [["samtal", "  "]]}, standpoint("samtal", FOUR))] == [
        "step-samtal"
    ]
    whole = {**values, "steps": [[step, "svar"] for step in FOUR], "start": "2025-01-01", "owners": ["flen"], "shares": [{}]}
    assert lacking(whole, standpoint("samarbete", FOUR)) == []


def test_an_answer_is_put_among_the_others_and_an_empty_one_is_taken_away() -> None:
    values = {"steps": [["samtal", "vi"], ["gammalt", "kvar"]]}
    assert with_answers(values, [("samsyn", "det"), ("samtal", "alla")]) == [["samtal", "alla"], ["gammalt", "kvar"], ["samsyn", "det"]]
    assert with_answers(values, [("samtal", " ")]) == [["gammalt", "kvar"]]
