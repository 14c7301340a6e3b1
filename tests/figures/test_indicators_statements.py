"""Does it still hold: yes, partly, no, not any longer, or it cannot be told, with the numbers."""

from decimal import Decimal
from pathlib import Path

import pytest

from samhandling.figures.rules.comparing.statements import Answer, StillHolds, still_holds
from samhandling.figures.rules.indicator.document import Statement
from samhandling.figures.rules.indicator.shipped import shipped, shipped_strategies
from samhandling.figures.rules.movement.series import BreakMark, Point
from samhandling.ground.said import Said


def statement(holds: str, **more: object) -> Statement:
    facts: dict[str, object] = {"id": "s", "said": {"sv": "Så är det."}, "page": 1, "section": "Läget", "indicator": "i", "as_of": "2021"}
    return Statement.model_validate({**facts, "holds": holds, **more})


def series(first: int, *values: float | None) -> list[Point]:
    return [Point(str(first + place), None if value is None else Decimal(str(value))) for place, value in enumerate(values)]


def answered(holds: str, own: list[Point], nation: list[Point], **more: object) -> StillHolds:
    return still_holds(statement(holds, **more), own, nation)


@pytest.mark.parametrize(
    ("own", "nation", "answer"),
    [
        ((9, 9, 9), (7, 7, 7), Answer.YES),
        ((9, 8, 8), (7, 7, 7), Answer.YES),
        ((9, 8, 7.9), (7, 7, 7), Answer.PARTLY),
        ((None, None, 7.1), (7, 7, 7), Answer.YES),
        ((9, 8, 6), (7, 7, 7), Answer.NOT_ANY_LONGER),
        ((6, 6, 6), (7, 7, 7), Answer.NO),
        ((6, 7, 7), (7, 7, 7), Answer.NO),
        ((0, 0, 1), (0, 0, 0), Answer.YES),
        ((None, None, 6), (7, 7, 7), Answer.NO),
        ((9, 9, 9), (None, None, None), Answer.CANNOT_BE_TOLD),
        ((None, None, None), (7, 7, 7), Answer.CANNOT_BE_TOLD),
    ],
)
def test_higher_than_the_nation(own: tuple[float | None, ...], nation: tuple[float | None, ...], answer: Answer) -> None:
    found = answered("higher", series(2021, *own), series(2021, *nation))
    assert found.answer is answer
    assert found.said.sv.endswith(".")


def test_the_numbers_of_then_and_now_are_told() -> None:
    found = answered("higher", series(2021, 9.1, 8, 6.5), series(2021, 7, 7, 7.0))
    assert (found.then.own, found.then.other, found.then.held) == (Decimal("9.1"), 7, True)
    assert (found.now.own, found.now.other, found.now.period) == (Decimal("6.5"), 7, "2023")
    assert found.said.sv == "Inte längre: 6,5 (2023), riket 7,0. När strategin skrevs: 9,1 (2021), riket 7,0."


def test_a_value_of_before_the_strategys_time_tells_nothing_of_it() -> None:
    found = answered("higher", series(2018, 9, None, None, None, 6), series(2018, 7, 7, 7, 7, 7))
    assert (found.then.held, found.answer) == (None, Answer.NO)
    assert "går inte att säga" in found.said.sv


@pytest.mark.parametrize(
    ("holds", "values", "more", "answer"),
    [
        ("rising", (1, 2, 3, 4, 5), {"years": 2}, Answer.YES),
        ("rising", (1, 2, 7, 7, 9), {"years": 2}, Answer.PARTLY),
        ("rising", (1, 2, 3, 2, 1), {"years": 2}, Answer.NOT_ANY_LONGER),
        ("falling", (1, 2, 3, 4, 5), {"years": 2}, Answer.NO),
        ("rising", (1, 2, 3, 4, 5), {"years": 9}, Answer.CANNOT_BE_TOLD),
        ("above", (1, 2, 60, 55, 51), {"than": 50}, Answer.YES),
        ("above", (1, 2, 60, 55, 50), {"than": 50}, Answer.NOT_ANY_LONGER),
        ("below", (1, 2, -1, 0, 0), {"than": 0}, Answer.NOT_ANY_LONGER),
    ],
)
def test_against_itself_and_against_a_limit(holds: str, values: tuple[float, ...], more: dict[str, object], answer: Answer) -> None:
    assert answered(holds, series(2019, *values), [], **more).answer is answer


def test_growth_is_held_against_the_nations() -> None:
    slower = answered("slower", series(2016, *[100] * 5, 105, 110), series(2016, *[200] * 5, 220, 210), years=5)
    assert (slower.now.own, slower.now.other, slower.answer) == (10, 5, Answer.NOT_ANY_LONGER)
    zero = answered("slower", series(2020, 0, 5), series(2020, 1, 1), years=1)
    assert (zero.answer, zero.said.sv) == (Answer.CANNOT_BE_TOLD, "Det går inte att säga. Tillväxten går inte att räkna från noll.")


def test_similar_takes_a_limit_and_without_one_it_cannot_be_told() -> None:
    own, nation = series(2021, 0.21, 0.19), series(2021, 0, 0)
    assert answered("similar", own, nation).answer is Answer.CANNOT_BE_TOLD
    assert answered("similar", own, nation, within="0.2").answer is Answer.YES
    assert answered("similar", own, nation, within="0.2").then.held is False


def test_a_movement_is_never_measured_across_a_break() -> None:
    mark = BreakMark("2022", Said("Ny definition.", "New definition."))
    found = still_holds(statement("rising", years=2), series(2019, 1, 2, 3, 40, 50), [], [mark])
    assert (found.answer, found.then.held) == (Answer.CANNOT_BE_TOLD, True)
    assert found.notes


@pytest.mark.parametrize("strategy", shipped_strategies())
def test_shipped_statements_are_answered_and_none_from_nothing(strategy: str) -> None:
    catalogue = shipped(strategy)
    assert len(catalogue.statements) >= 15
    for item in catalogue.statements:
        assert still_holds(item, []).answer is Answer.CANNOT_BE_TOLD
        assert item.said.en
        assert item.said.sv.endswith(".")


def test_no_sentence_of_the_strategy_has_been_taken_over(shared: Path) -> None:
    source = " ".join(" ".join(path.read_text("utf-8") for path in (shared / "source").glob("*.txt")).split()).casefold()
    assert len(source) > 10_000
    for strategy in shipped_strategies():
        catalogue = shipped(strategy)
        texts = [item.said.sv for item in catalogue.statements]
        texts += [text.sv for found in catalogue.indicators.values() for text in (found.definition, found.note) if text]
        assert [text for text in texts if text.casefold().rstrip(".") in source] == []
