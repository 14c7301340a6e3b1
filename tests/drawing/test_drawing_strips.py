"""Strips of time: what a status looks like, that layers add up, where links lead."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from drawing_read import description, numbers, of_class, owed, read
from hypothesis import given
from hypothesis import strategies as st

from samhandling.drawing.marks import STATUSES
from samhandling.drawing.strips import axis, picture_strip, status_strip

DAYS = [date(2016, 1, 1), date(2017, 1, 1), date(2018, 1, 1), date(2019, 1, 1)]

rising_days = st.lists(st.dates(date(2000, 1, 1), date(2040, 1, 1)), min_size=1, max_size=12, unique=True).map(sorted)


def strip(statuses: Sequence[str], days: Sequence[date] = DAYS, marked: date | None = None) -> str:
    return status_strip(days, statuses, marked=marked, title="2.1", key="k", language="sv", width=160, height=18)


def test_each_status_has_its_own_look() -> None:
    root = owed(strip(["covered", "partly", "insufficient", "missing"]), title="2.1", key="k")
    full, half, unsure = (of_class(root, name)[0] for name in ("d-full", "d-half", "d-unsure"))
    assert float(half.get("height") or 0) == float(full.get("height") or 0) / 2
    assert unsure.get("fill") == "url(#k-h)"
    assert not of_class(root, "d-empty")


def test_equal_neighbours_are_one_block() -> None:
    root = read(strip(["partly", "partly", "covered", "covered"]))
    half, full = of_class(root, "d-half"), of_class(root, "d-full")
    assert len(half) == len(full) == 1
    assert float(half[0].get("width") or 0) + float(full[0].get("width") or 0) == pytest.approx(160, abs=0.2)


def test_it_says_the_changes_and_the_day_of_the_page() -> None:
    told = description(read(strip(["missing", "missing", "partly", "partly"], marked=date(2018, 6, 30))))
    assert told == "1 januari 2016: Ingen känd insats. 1 januari 2018: Saknas delvis. Sidan visar den 30 juni 2018."


def test_it_marks_a_day_within_the_strip_only() -> None:
    statuses = ["missing"] * 4
    assert of_class(read(strip(statuses, marked=date(2018, 6, 30))), "d-marked")
    assert not of_class(read(strip(statuses, marked=date(2030, 1, 1))), "d-marked")
    assert not of_class(read(strip(statuses)), "d-marked")


@given(rising_days, st.data())
def test_any_statuses_stay_within_the_frame(days: list[date], data: st.DataObject) -> None:
    statuses = data.draw(st.lists(st.sampled_from(STATUSES), min_size=len(days), max_size=len(days)))
    root = owed(strip(statuses, days, marked=data.draw(st.sampled_from(days))), title="2.1", key="k")
    for block in root.findall("rect"):
        x, y, width, height = (float(block.get(name) or 0) for name in ("x", "y", "width", "height"))
        assert 0 <= x <= x + width <= 160.1
        assert 0 <= y <= y + height <= 18


@given(rising_days)
def test_days_rise_along_the_axis_and_fill_it(days: list[date]) -> None:
    laid = axis(days, 100)
    assert laid.edges[0] == 0
    assert laid.edges[-1] == 100
    assert list(laid.edges) == sorted(laid.edges)
    assert all(laid.at(day) == pytest.approx(edge) for day, edge in zip(days, laid.edges, strict=False))
    assert laid.at(days[0] - timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("days", "statuses", "said"),
    [
        ([], [], "at least one"),
        (DAYS[::-1], ["missing"] * 4, "rise"),
        ([DAYS[0], DAYS[0]], ["missing"] * 2, "rise"),
        (DAYS, ["missing"], "4 days but 1"),
        (DAYS, ["missing", "missing", "good", "missing"], "not a status"),
    ],
)
def test_it_refuses_what_is_no_history(days: list[date], statuses: list[str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        strip(statuses, days)


def picture(counts: Sequence[dict[str, int]], days: Sequence[date] = DAYS, **more: object) -> str:
    return picture_strip(days, counts, title="Bilden", key="k", language="sv", width=640, height=72, **more)  # type: ignore[arg-type]


COUNTS = [
    {"missing": 14},
    {"covered": 1, "partly": 3, "insufficient": 1, "missing": 9},
    {"covered": 2, "partly": 4, "missing": 8},
    {"covered": 2, "partly": 12},
]


def area(path: str) -> float:
    """The area within the paths of M, V, H and z (the shoelace formula)."""
    total = 0.0
    for ring in path.split("z")[:-1]:
        first, *steps = re.findall(r"[MVH][^MVH]+", ring)
        x, y = map(float, first[1:].split())
        corners = [(x, y)]
        for step in steps:
            x, y = (float(step[1:]), y) if step[0] == "H" else (x, float(step[1:]))
            corners.append((x, y))
        following = [*corners[1:], corners[0]]
        total += abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(corners, following, strict=True))) / 2
    return total


def areas(root: object) -> dict[str, float]:
    names = {"covered": "d-full", "partly": "d-half", "insufficient": "d-unsure", "missing": "d-empty"}
    return {status: sum(area(node.get("d") or "") for node in of_class(root, name)) for status, name in names.items()}  # type: ignore[arg-type]


def test_the_picture_gives_each_status_its_share_of_the_surface() -> None:
    days = [date(2015, 1, 1) + timedelta(days=100 * step) for step in range(4)]
    found = areas(owed(picture(COUNTS, days), title="Bilden", key="k"))
    whole = sum(found.values())
    for status in STATUSES:
        assert found[status] / whole == pytest.approx(sum(each.get(status, 0) for each in COUNTS) / 56, abs=0.005)


count_maps = st.dictionaries(st.sampled_from(STATUSES), st.integers(0, 40))


@given(rising_days, st.data())
def test_any_counts_stay_within_the_frame(days: list[date], data: st.DataObject) -> None:
    counts = data.draw(st.lists(count_maps, min_size=len(days), max_size=len(days)))
    root = owed(picture(counts, days), title="Bilden", key="k")
    for path in root.findall("path"):
        if path.get("class") != "d-marked":
            assert all(0 <= float(value) <= 72 for value in re.findall(r"V(-?[\d.]+)", path.get("d") or ""))
            assert all(0 <= float(value) <= 640.1 for value in re.findall(r"H(-?[\d.]+)", path.get("d") or ""))


def test_it_shows_the_years() -> None:
    root = read(picture(COUNTS))
    assert [node.text for node in of_class(root, "d-label")] == ["2016", "2017", "2018", "2019"]
    assert all(0 <= x <= 640 for x in numbers(root, "x", "x1", "x2"))


def test_it_leads_to_each_day_by_a_name() -> None:
    root = read(picture(COUNTS, href=lambda day: f"?on={day}&x=<'\""))
    links = of_class(root, "d-link")
    assert root.get("role") == "group"
    assert [link.get("href") for link in links] == [f"?on={day}&x=<'\"" for day in DAYS]
    assert links[2].findtext("title") == "1 januari 2018: Insatser pågår 2, Saknas delvis 4, Ingen känd insats 8."


def test_fewer_links_have_larger_targets() -> None:
    root = read(picture(COUNTS, href=lambda day: "?" if day.year in (2016, 2018) else None))
    widths = [float(rect.get("width") or 0) for rect in root.findall("a/rect")]
    assert widths == pytest.approx([320, 320], abs=1)


def test_without_links_it_is_an_image() -> None:
    assert read(picture(COUNTS)).get("role") == "img"
    assert read(picture(COUNTS, href=lambda day: None)).get("role") == "img"


def test_the_picture_is_described_at_its_ends_and_on_the_day() -> None:
    told = description(read(picture(COUNTS, marked=date(2018, 6, 30))))
    assert told == (
        "1 januari 2016: Ingen känd insats 14. 1 januari 2018: Insatser pågår 2, Saknas delvis 4, Ingen känd insats 8. "
        "1 januari 2019: Insatser pågår 2, Saknas delvis 12."
    )


@pytest.mark.parametrize("counts", [COUNTS[:2], [*COUNTS[:3], {"covered": -1}], [*COUNTS[:3], {"good": 1}]])
def test_it_refuses_counts_that_cannot_be(counts: list[dict[str, int]]) -> None:
    with pytest.raises(ValueError, match=r"counts|status"):
        picture(counts)
