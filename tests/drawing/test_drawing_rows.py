"""Shares beside the nation's, and waterfalls: lengths in proportion, sums that hold, unknown never 0, names that fit a telephone."""

import pytest
from drawing_read import Element, description, numbers, of_class, owed, read
from hypothesis import given
from hypothesis import strategies as st

from samhandling.drawing.rows import BROAD, SLIM, fitted, fixed
from samhandling.drawing.shares_beside import Share, shares_beside
from samhandling.drawing.waterfall import Step, waterfall
from samhandling.ground.said import Language

WIDTHS = pytest.mark.parametrize("width", [BROAD, SLIM], ids=["broad", "slim"])


def beside(rows: list[Share], width: int = BROAD, language: Language = "sv") -> str:
    return shares_beside(rows, place="Flen", nation="riket", title="Jobben", key="k", language=language, width=width)


def fall(steps: list[Step], width: int = BROAD) -> str:
    return waterfall(steps, title="Förändringen", key="k", language="sv", unit="jobb", width=width)


def texts(root: Element) -> list[str]:
    return [node.text or "" for node in root.iter("text")]


@pytest.mark.parametrize(
    ("value", "signed", "sv", "en"),
    [
        (8.0, False, "8,0", "8.0"),
        (12.25, True, "+12,3", "+12.3"),
        (-3.0, True, "\u22123,0", "\u22123.0"),
        (0.01, True, "0,0", "0.0"),
        (1234.5, False, "1\u00a0234,5", "1,234.5"),
    ],
)
def test_a_column_of_numbers_keeps_its_decimals(value: float, signed: bool, sv: str, en: str) -> None:
    assert (fixed(value, "sv", signed=signed), fixed(value, "en", signed=signed)) == (sv, en)


@WIDTHS
def test_a_share_is_a_bar_and_the_nations_a_mark_on_the_same_scale(width: int) -> None:
    root = owed(beside([Share("Bygg", 20.0, 10.0), Share("Handel", 5.0, 20.0)], width), title="Jobben", key="k")
    long, short = (float(bar.get("width") or 0) for bar in of_class(root, "d-bar")[1:])
    assert long == pytest.approx(4 * short, abs=0.5)
    left = float(of_class(root, "d-bar")[1].get("x") or 0)
    marks = [float(mark.get("x1") or 0) - left for mark in of_class(root, "d-marked")[1:]]
    assert marks == pytest.approx([long / 2, long], abs=0.2)
    assert "20,0\u00a0%" in texts(root)
    assert description(root) == ("Bygg: Flen 20,0\u00a0%, riket 10,0\u00a0%; Handel: Flen 5,0\u00a0%, riket 20,0\u00a0%.")


@WIDTHS
@pytest.mark.parametrize("nation", ["riket", "the figures as a whole"])
def test_the_names_of_bar_and_mark_stay_within_the_picture(width: int, nation: str) -> None:
    rows = [Share("Bygg", 20.0, 10.0)]
    root = read(shares_beside(rows, place="Västra Götalands län", nation=nation, title="J", key="k", language="en", width=width))
    (name,) = [node for node in root.iter("text") if node.text == nation]
    assert float(name.get("x") or 0) + 6.6 * len(nation) <= width
    (mark, in_row), bar = of_class(root, "d-marked"), of_class(root, "d-bar")[1]
    assert float(mark.get("y2") or 0) < float(in_row.get("y1") or 0) <= float(bar.get("y") or 0), "the key stands above the first row"


def test_an_unknown_share_is_said_and_has_no_bar() -> None:
    root = owed(beside([Share("Bygg", None, 10.0)], language="en"), title="Jobben", key="k")
    assert len(of_class(root, "d-bar")) == 1, "only the key's"
    assert "unknown" in texts(root)
    assert description(root) == "Bygg: Flen unknown, riket 10.0\u00a0%."


@WIDTHS
def test_names_stand_within_the_picture(width: int) -> None:
    long = "Verksamhet inom juridik, ekonomi, vetenskap och teknik samt annan uthyrning"
    root = read(beside([Share(long, 1.0, 1.0)], width))
    assert all(len(text) * 6.8 <= width for text in texts(root))
    assert " ".join(texts(root)).replace("\u2026", "").split()[2] == "Verksamhet"


@pytest.mark.parametrize("rows", [[], [Share("Bygg", -1.0, 2.0)]], ids=["none", "negative"])
def test_shares_that_cannot_be_drawn_are_refused(rows: list[Share]) -> None:
    with pytest.raises(ValueError, match="at least one row"):
        beside(rows)


@given(st.text(max_size=80), st.floats(40, 600), st.integers(1, 3))
def test_a_name_takes_no_more_lines_than_it_may(text: str, room: float, lines: int) -> None:
    assert 1 <= len(fitted(text, room, lines)) <= lines


@WIDTHS
def test_a_waterfall_begins_where_the_step_before_it_ended(width: int) -> None:
    steps = [Step("Landet", 340.0), Step("Branscherna", -420.0), Step("Det egna", 260.0), Step("Hela", 180.0, total=True)]
    root = owed(fall(steps, width), title="Förändringen", key="k")
    ups, downs, totals = (of_class(root, name) for name in ("d-half", "d-part", "d-bar"))
    assert (len(ups), len(downs), len(totals)) == (2, 1, 1)
    (zero, nation_end), (bottom, top), (low, own_end) = ends(ups[0]), ends(downs[0]), ends(ups[1])
    assert (top, low, *ends(totals[0])) == pytest.approx((nation_end, bottom, zero, own_end), abs=0.6)
    assert [text for text in texts(root) if text[0] in "+\u2212"] == ["+340", "\u2212420", "+260"]
    assert description(root).endswith("Hela: +180\u00a0jobb.")


def ends(bar: Element) -> tuple[float, float]:
    inset = 0.5 if bar.get("stroke") else 0.0
    x, broad = float(bar.get("x") or 0) - inset, float(bar.get("width") or 0) + 2 * inset
    return x, x + broad


def test_a_total_that_does_not_add_up_is_refused() -> None:
    with pytest.raises(ValueError, match="not the sum"):
        fall([Step("Landet", 3.0), Step("Hela", 4.0, total=True)])
    with pytest.raises(ValueError, match="needs steps"):
        fall([])


@given(st.lists(st.floats(-1e7, 1e7), min_size=1, max_size=8), st.sampled_from([BROAD, SLIM]))
def test_a_waterfall_of_any_parts_stays_in_the_picture(values: list[float], width: int) -> None:
    steps = [*(Step(f"del {number}", value) for number, value in enumerate(values)), Step("alla", sum(values), total=True)]
    root = read(fall(steps, width))
    assert all(-0.1 <= x <= width + 0.1 for x in numbers(root, "x", "x1", "x2"))
    assert all(float(bar.get("x") or 0) + float(bar.get("width") or 0) <= width + 0.6 for bar in root.iter("rect"))
