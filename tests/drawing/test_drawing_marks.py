"""Shapes of a status, and texts in pictures."""

from xml.etree import ElementTree

import pytest
from drawing_read import owed, read, strict
from hypothesis import given
from hypothesis import strategies as st

from samhandling.drawing.bars import columns
from samhandling.drawing.marks import STATUS_SAID, STATUSES, status_mark, swatch
from samhandling.drawing.svg import short


@pytest.mark.parametrize("status", STATUSES)
def test_a_mark_is_silent_and_of_the_size_asked_for(status: str) -> None:
    for picture in (status_mark(status, size=20), swatch(status, key="k", size=20)):
        root = read(picture)
        strict(root)
        assert root.get("aria-hidden") == "true"
        assert (root.get("width"), root.get("height")) == ("20", "20")


def without_classes(picture: str) -> ElementTree.Element:
    """What is seen: classes set nothing by themselves."""
    root = read(picture)
    for node in root.iter():
        node.attrib.pop("class", None)
    return root


def test_every_status_has_its_own_shape_without_colour() -> None:
    for draw in (status_mark, lambda status: swatch(status, key="k")):
        shapes = {"".join(ElementTree.tostring(child, "unicode") for child in without_classes(draw(status))) for status in STATUSES}
        assert len(shapes) == len(STATUSES)


def test_every_status_has_its_words() -> None:
    assert set(STATUS_SAID) == set(STATUSES)


@pytest.mark.parametrize("draw", [status_mark, lambda status: swatch(status, key="k")])
def test_it_refuses_a_word_that_is_no_status(draw: object) -> None:
    with pytest.raises(ValueError, match="not a status: 'good'"):
        draw("good")  # type: ignore[operator]


@given(st.text(), st.text())
def test_any_text_is_escaped(title: str, name: str) -> None:
    picture = columns([name], [1], title=title, key="k", language="sv")
    root = read(picture)
    assert {node.tag for node in root} == {"title", "desc", "line", "rect", "text"}


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", 'a" onload="x', "A & B", "Å ä ö '"])
def test_a_text_reads_back_as_it_was(title: str) -> None:
    owed(columns([title], [1], title=title, key="k", language="sv"), title=title, key="k")


@pytest.mark.parametrize(("number", "text"), [(12.0, "12"), (0.04, "0"), (-0.04, "0"), (3.25, "3.2"), (99.99, "100"), (-0.5, "-0.5")])
def test_numbers_are_short(number: float, text: str) -> None:
    assert short(number) == text
