"""A region's colours: read from a file, checked for contrast in light and dark, given to the page as custom properties."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from samhandling.drawing.contrast import SHAPE_LEAST, TEXT_LEAST, Colour, is_colour, lightened, ratio
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said

ACCENTS = ("accent", "area_1", "area_2", "area_3")
NEUTRALS = ("paper", "surface", "ink", "muted", "line")
# A little above the limit, so that a dark page's accents do not stand on the edge of it.
DARK_TARGET = 7.0


@dataclass(frozen=True, slots=True)
class Palette:
    """One page's colours, light or dark. `paper` and `surface` are grounds, `line` draws shapes, the others are text too."""

    paper: Colour
    surface: Colour
    ink: Colour
    muted: Colour
    line: Colour
    accents: Mapping[str, Colour]


@dataclass(frozen=True, slots=True)
class Theme:
    """A region's four colours and what stands around them. `file`: where it was read, for faults."""

    name: str
    light: Palette
    dark: Palette
    file: str = ""


def default_text() -> str:
    """The shipped theme file."""
    return files("samhandling.drawing").joinpath("theme.toml").read_text("utf-8")


def default_theme() -> Theme:
    """The shipped theme."""
    return read_theme(default_text(), "theme.toml")


def read_theme(text: str, file: str = "") -> Theme:
    """A theme file; what it does not state is taken from the shipped one. Raises Refused with every fault."""
    given, shipped = _parsed(text, file), tomllib.loads(default_text())
    faults = _faults_of(given, text, file)
    if faults:
        raise Refused(faults)
    tables = {name: {**shipped.get(name, {}), **given.get(name, {})} for name in ("colours", "dark_colours", "light", "dark")}
    light = Palette(**tables["light"], accents=tables["colours"])
    paper = tables["dark"]["surface"]
    accents = {name: lightened(colour, paper, DARK_TARGET) for name, colour in tables["colours"].items()}
    dark = Palette(**tables["dark"], accents={**accents, **tables["dark_colours"]})
    return Theme(str(given.get("name", shipped["name"])), light, dark, file)


def _parsed(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        expected = Said("Filen ska vara TOML.", "The file must be TOML.")
        way_out = Said("Rätta raden som felet nämner.", "Mend the line that the error names.")
        raise Refused([Fault(Location(file=file), str(error), expected, way_out)]) from error


_KEYS = {"colours": ACCENTS, "dark_colours": ACCENTS, "light": NEUTRALS, "dark": NEUTRALS}


def _faults_of(given: Mapping[str, Any], text: str, file: str) -> list[Fault]:
    faults = []
    for table, value in given.items():
        where = Location(file=file, line=_line_of(text, table))
        if table == "name" and not isinstance(value, str):
            faults.append(Fault(where, str(value), Said("Namnet ska vara text.", "The name must be a text."), _MEND))
        elif table != "name" and (table not in _KEYS or not isinstance(value, dict)):
            faults.append(_unknown(where, table, ("name", *_KEYS)))
        elif table != "name":
            faults += _faults_in(table, value, text, file)
    return faults


def _faults_in(table: str, colours: Mapping[str, object], text: str, file: str) -> list[Fault]:
    faults = []
    for key, colour in colours.items():
        where = Location(file=file, line=_line_of(text, key, table), column=key)
        if key not in _KEYS[table]:
            faults.append(_unknown(where, key, _KEYS[table]))
        elif not is_colour(colour):
            faults.append(Fault(where, str(colour), _A_COLOUR, _WRITE_A_COLOUR))
    return faults


def _line_of(text: str, key: str, table: str = "") -> int | None:
    """Where `key` of `table` stands, or the table's own heading."""
    within = ""
    for number, line in enumerate(text.splitlines(), 1):
        word = re.match(r"""\s*(\[?)\s*["']?([\w-]+)""", line)
        if not word:
            continue
        within = word[2] if word[1] else within
        if word[2] == key and (word[1] or within) == (word[1] or table):
            return number
    return None


def _unknown(where: Location, read: str, known: tuple[str, ...]) -> Fault:
    names = ", ".join(known)
    return Fault(where, read, Said(f"Här kan det stå: {names}.", f"What may stand here: {names}."), _MEND)


_MEND = Said("Ta bort raden eller rätta den.", "Remove the line or mend it.")
_A_COLOUR = Said('En färg skrivs "#1d5475" eller "#fff".', 'A colour is written "#1d5475" or "#fff".')
_WRITE_A_COLOUR = Said(
    "Skriv färgen med sex eller tre hexadecimala siffror efter #.", "Write the colour with six or three hexadecimal digits after #."
)


def check(theme: Theme) -> list[Fault]:
    """Every pair that is too faint, light then dark: text 4.5:1 on both grounds, shapes 3:1 on paper, paper on accents (buttons) 4.5:1."""
    return [*_faint(theme, theme.light, dark=False), *_faint(theme, theme.dark, dark=True)]


def _faint(theme: Theme, palette: Palette, *, dark: bool) -> list[Fault]:
    texts = {"ink": palette.ink, "muted": palette.muted, **palette.accents}
    pairs = [(name, colour, ground, TEXT_LEAST) for name, colour in texts.items() for ground in ("paper", "surface")]
    pairs.append(("line", palette.line, "paper", SHAPE_LEAST))
    found = []
    for name, colour, ground, least in pairs:
        below: Colour = palette.paper if ground == "paper" else palette.surface
        reached = ratio(colour, below)
        if reached < least:
            found.append(_faint_fault(theme.file, name, colour, below, reached, least, dark=dark))
    return found


def _faint_fault(file: str, name: str, colour: Colour, below: Colour, reached: float, least: float, *, dark: bool) -> Fault:
    # Down, never up: 4.49 must not be shown as 4.5.
    shown, wanted = f"{int(reached * 100) / 100:.2f}", f"{least:.1f}"
    page = Said("mörka", "dark") if dark else Said("ljusa", "light")
    return Fault(
        Location(file=file, column=name),
        f"{colour} / {below}",
        Said(
            f"Kontrasten på den {page.sv} sidan ska vara minst {wanted.replace('.', ',')}:1 men är {shown.replace('.', ',')}:1.",
            f"The contrast on the {page.en} page must be at least {wanted}:1 but is {shown}:1.",
        ),
        Said("Välj en ljusare färg.", "Choose a lighter colour.") if dark else Said("Välj en mörkare färg.", "Choose a darker colour."),
    )


def as_css(theme: Theme) -> str:
    """Custom properties for a style sheet: light for all, dark on a screen that asks for it, so that print is light."""
    light = f":root{{color-scheme:light;{_properties(theme.light)}}}"
    return f"{light}\n@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{_properties(theme.dark)}}}}}\n"


def _properties(palette: Palette) -> str:
    neutrals = {name: getattr(palette, name) for name in NEUTRALS}
    colours = {**neutrals, **palette.accents}
    return ";".join(f"--{name.replace('_', '-')}:{colour}" for name, colour in colours.items())
