"""Contrast as WCAG computes it, a region's theme, and what is too faint."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.drawing.colours import ACCENTS, NEUTRALS, as_css, check, default_theme, read_theme
from samhandling.drawing.contrast import lightened, luminance, ratio
from samhandling.ground.faults import Refused

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#fff", "#FFFFFF", 1.0),
        # The grey that is known to be the lightest to pass on white, and the next that does not.
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.00),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_it_computes_known_contrasts(one: str, other: str, expected: float) -> None:
    assert ratio(one, other) == pytest.approx(expected, abs=0.005)


@given(colours, colours)
def test_contrast_does_not_mind_the_order(one: str, other: str) -> None:
    assert ratio(one, other) == ratio(other, one)
    assert 1 <= ratio(one, other) <= 21.0001
    assert 0 <= luminance(one) <= 1


@given(colours)
def test_a_lightened_colour_can_be_read_on_a_dark_page(colour: str) -> None:
    assert ratio(lightened(colour, "#14191d", 4.5), "#14191d") >= 4.5


@pytest.mark.parametrize("text", ["", "red", "#12345", "#12345g", "#1234567", "123456"])
def test_it_refuses_what_is_no_colour(text: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        luminance(text)


def test_the_shipped_theme_is_readable_in_light_and_dark() -> None:
    assert check(default_theme()) == []


def test_a_region_sets_four_colours_and_keeps_the_rest() -> None:
    theme = read_theme('[colours]\naccent = "#7a1b3c"\narea_1 = "#0b5f5c"\narea_2 = "#8a3f1d"\narea_3 = "#004"\n', "region.toml")
    assert theme.light.accents == {"accent": "#7a1b3c", "area_1": "#0b5f5c", "area_2": "#8a3f1d", "area_3": "#004"}
    assert theme.light.paper == default_theme().light.paper
    assert check(theme) == []


@given(st.fixed_dictionaries(dict.fromkeys(ACCENTS, colours)))
def test_the_dark_page_is_readable_whatever_four_colours_are_set(chosen: dict[str, str]) -> None:
    lines = "".join(f'{name} = "{colour}"\n' for name, colour in chosen.items())
    faults = check(read_theme(f"[colours]\n{lines}"))
    assert not [fault for fault in faults if "mörka" in fault.expected.sv]
    faint = {name for name, colour in chosen.items() if min(ratio(colour, "#ffffff"), ratio(colour, default_theme().light.surface)) < 4.5}
    assert {fault.location.column for fault in faults} == faint


def test_a_faint_colour_is_named_with_its_contrast() -> None:
    faults = check(read_theme('[colours]\narea_2 = "#777777"\n', "region.toml"))
    assert {fault.location.column for fault in faults} == {"area_2"}
    assert faults[0].read == "#777777 / #ffffff"
    assert faults[0].expected.sv == "Kontrasten på den ljusa sidan ska vara minst 4,5:1 men är 4,47:1."


def test_a_dark_colour_of_their_own_is_checked_too() -> None:
    faults = check(read_theme('[dark_colours]\naccent = "#1b4f7a"\n'))
    assert {fault.location.column for fault in faults} == {"accent"}
    assert all("mörka" in fault.expected.sv and "ljusare" in fault.way_out.sv for fault in faults)


def test_shapes_need_less_contrast_than_text() -> None:
    assert check(read_theme('[light]\nline = "#8f8f8f"\n')) == []
    assert [fault.location.column for fault in check(read_theme('[light]\nline = "#9f9f9f"\n'))] == ["line"]


def test_every_fault_of_a_file_is_told_at_once_with_its_line() -> None:
    text = 'name = 3\n[colours]\naccent = "blue"\narea_9 = "#fff"\n[dark_colours]\naccent = "#12"\n[fonts]\nbody = "x"\n'
    with pytest.raises(Refused) as refused:
        read_theme(text, "region.toml")
    assert [(fault.location.line, fault.read) for fault in refused.value.faults] == [
        (1, "3"),
        (3, "blue"),
        (4, "area_9"),
        (6, "#12"),
        (7, "fonts"),
    ]


def test_a_file_that_is_no_toml_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="TOML"):
        read_theme("[colours\n", "region.toml")


def test_it_gives_the_page_its_properties() -> None:
    css = as_css(default_theme())
    light, dark = css.split("@media screen and (prefers-color-scheme:dark)")
    for part in (light, dark):
        names = re.findall(r"--([a-z0-9-]+):#[0-9a-f]{3,6}", part)
        assert names == [name.replace("_", "-") for name in (*NEUTRALS, *ACCENTS)]
    assert "color-scheme:light" in light
    assert "color-scheme:dark" in dark
