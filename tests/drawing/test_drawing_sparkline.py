"""The line as small as a word: inside its frame, silent, cut where nothing is known."""

from datetime import date

from drawing_read import of_class, read, strict
from hypothesis import given
from hypothesis import strategies as st

from samhandling.drawing.sparkline import sparkline

VALUES = st.lists(st.none() | st.floats(-1e6, 1e6), max_size=30)


def line(*values: float | None, breaks: tuple[int, ...] = ()) -> str:
    return sparkline(
        [(date(2000 + year, 1, 1), value) for year, value in enumerate(values)], breaks=[date(2000 + cut, 1, 1) for cut in breaks]
    )


@given(VALUES)
def test_it_stays_in_its_frame_and_shows_each_known_value(values: list[float | None]) -> None:
    drawn = line(*values)
    known = [value for value in values if value is not None]
    if not known:
        assert drawn == ""
        return
    root = read(drawn)
    strict(root)
    assert root.get("aria-hidden") == "true"
    pairs = [pair.split(",") for node in of_class(root, "d-curve") for pair in (node.get("points") or "").split()]
    dots = [(node.get("cx"), node.get("cy")) for node in of_class(root, "d-dot")]
    assert len(pairs) + len(dots) == len(known) + 1
    assert all(0 <= float(x or 0) <= 132 and 0 <= float(y or 0) <= 30 for x, y in [*pairs, *dots])


def test_a_gap_and_a_break_cut_the_line() -> None:
    assert line(1, 2, 3, 4).count("<polyline") == 1
    assert line(1, 2, None, 3, 4).count("<polyline") == 2
    assert line(1, 2, 3, 4, breaks=(2,)).count("<polyline") == 2
    assert line(5).count("<circle") == 2
