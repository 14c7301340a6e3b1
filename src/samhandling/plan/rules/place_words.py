"""Places as people write them: codes, names, genitives, county letters, groups of counties, "the whole county"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from samhandling.files.tables import Cell
from samhandling.ground.places import (
    NATION,
    PlaceCode,
    all_places,
    counties,
    county_of,
    is_county,
    place_name,
)
from samhandling.ground.said import Said
from samhandling.language.text import clean, fold
from samhandling.plan.rules.cells import Found, Unclear, text_of
from samhandling.plan.rules.place_index import LENGTHS_COMPARED, Level, bare, groups, letters, names, near
from samhandling.plan.rules.vocabulary import alternatives, folded_set, word_set, words
from samhandling.plan.rules.world import one_letter_off, squash


@dataclass(frozen=True, slots=True)
class Places:
    """Codes in code order. `counties` are those that the cell names or takes in as a whole; `nation`: every one of them."""

    counties: tuple[PlaceCode, ...] = ()
    municipalities: tuple[PlaceCode, ...] = ()
    nation: bool = False


@cache
def _splitter() -> re.Pattern[str]:
    return re.compile(rf"[,;|/&+]|\s+(?:{alternatives(words('places', 'joiners'))})\s+")


@cache
def _others() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(words('places', 'and_others'))})\s*$", re.IGNORECASE)


_PARENTHESIS = re.compile(r"\(([^()]*)\)")
_CODE = re.compile(r"\d{1,4}")


@dataclass
class _Gathering:
    """What one cell has given so far."""

    counties: set[PlaceCode] = field(default_factory=set)
    municipalities: set[PlaceCode] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)
    noted: list[Said] = field(default_factory=list)

    def places(self) -> Places:
        nation = len(self.counties) == len(counties())
        return Places(tuple(sorted(self.counties)), tuple(sorted(self.municipalities)), nation)


class PlaceReader:
    """Reads cells of place columns; remembers what it has read."""

    def __init__(self, default_county: PlaceCode | None = None) -> None:
        self._home = default_county
        self._read: dict[tuple[Level, Cell], Found[Places]] = {}

    def municipalities(self, cell: Cell) -> Found[Places]:
        """A cell of a column of municipalities; it may also name counties, "Hela länet" or the nation."""
        return self._cell("municipality", cell)

    def counties(self, cell: Cell) -> Found[Places]:
        """A cell of a column of counties: names, letters ("D, T och U län"), codes, groups ("ÖMS"), "Hela landet"."""
        return self._cell("county", cell)

    def _cell(self, level: Level, cell: Cell) -> Found[Places]:
        key = (level, cell)
        if key not in self._read:
            self._read[key] = self._text(level, clean(text_of(cell).replace("\n", ", ")))
        return self._read[key]

    def _text(self, level: Level, text: str) -> Found[Places]:
        if text.casefold() in word_set("places", "unknown"):
            return Found(Places())
        gathered = _Gathering()
        if self._one(level, text, gathered):
            return Found(gathered.places(), noted=tuple(gathered.noted))
        main = _PARENTHESIS.sub(" ", text).strip()
        named = _others().sub("", main).rstrip(" ,")
        self._all(level, named, gathered)
        unclear = _and_others(text) if _others().search(main) else None
        for remark in _PARENTHESIS.findall(text):
            unclear = self._remark(level, text, remark, gathered) or unclear
        if gathered.unknown:
            unclear = _unknown(text, gathered.unknown)
        return Found(gathered.places(), unclear, noted=tuple(gathered.noted))

    def _all(self, level: Level, text: str, gathered: _Gathering) -> None:
        for piece in _pieces(text):
            if not self._one(level, piece, gathered):
                gathered.unknown.append(piece)

    def _remark(self, level: Level, whole: str, remark: str, gathered: _Gathering) -> Unclear | None:
        """What stands in parentheses: places besides, a number of places elsewhere, or simply more places."""
        folded = fold(remark)
        if folded_set("places", "outside") & set(folded.split()):
            gathered.noted.append(_said_outside(whole))
            return None
        also = next((word for word in words("places", "also") if folded.startswith(word + " ")), None)
        if also is None or self._home is None:
            self._all(level, remark.strip().removeprefix(also or ""), gathered)
            return None
        besides = _Gathering()
        self._all(level, clean(remark)[len(also) :], besides)
        outside = {code for code in besides.municipalities if county_of(code) != self._home}
        gathered.municipalities |= besides.municipalities - outside
        gathered.counties |= besides.counties
        gathered.unknown += besides.unknown
        return _beside(whole, sorted(outside)) if outside else None

    def _one(self, level: Level, piece: str, gathered: _Gathering) -> bool:
        """One name or code; False where it is no known place."""
        folded = fold(piece)
        if folded in folded_set("places", "whole_nation") or piece == NATION:
            gathered.counties.update(counties())
        elif folded in folded_set("places", "whole_county"):
            if self._home is None:
                return False
            gathered.counties.add(self._home)
        elif piece in letters() and level == "county":
            gathered.counties.add(letters()[piece])
        elif group := self._group(level, folded):
            gathered.counties.update(group)
        else:
            code = _coded(piece) or self._named(level, piece, folded, gathered)
            if code is None:
                return False
            (gathered.counties if is_county(code) else gathered.municipalities).add(code)
        return True

    def _group(self, level: Level, folded: str) -> tuple[PlaceCode, ...]:
        """A group of counties, unless the same name is a place of the column's own level."""
        name = squash(folded)
        return () if name in names(level) else groups().get(name, ())

    def _named(self, level: Level, piece: str, folded: str, gathered: _Gathering) -> PlaceCode | None:
        own, other = _levels(level, folded)
        for name in (squash(folded), squash(bare(folded))):
            if code := names(own).get(name) or names(other).get(name):
                return code
        plain = squash(bare(folded))
        if len(plain) not in LENGTHS_COMPARED:
            return None
        fits = {near(own).get(form) for form in one_letter_off(plain)} - {None}
        code = fits.pop() if len(fits) == 1 else None
        if code:
            gathered.noted.append(_said_spelling(piece, code))
        return code


def _levels(level: Level, folded: str) -> tuple[Level, Level]:
    """Where to look first: the word after the name goes before the column."""
    last = folded.rsplit(" ", 1)[-1]
    if last in ("län", "läns", "county"):
        return "county", "municipality"
    if last in ("kommun", "kommuns", "kommuner", "municipality"):
        return "municipality", "county"
    return (level, "county" if level == "municipality" else "municipality")


def _pieces(text: str) -> Iterator[str]:
    """The names in a list; "D, T och U län" gives D, T, U."""
    parts = [part.strip(" .") for part in _splitter().split(text)]
    for part in filter(None, parts):
        stripped = re.sub(r"\s+län$", "", part)
        yield stripped if stripped in letters() else part


def _coded(piece: str) -> PlaceCode | None:
    """A code, also one that has lost its leading zero."""
    if not _CODE.fullmatch(piece):
        return None
    code = PlaceCode(piece.zfill(2 if len(piece) <= 2 else 4))
    return code if code in all_places() and code != NATION else None


def listed(names: Iterable[str], joiner: str = "och") -> str:
    """A, B och C."""
    every = list(names)
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} {joiner} {every[-1]}" if every else ""


def _unknown(text: str, unknown: list[str]) -> Unclear:
    names_sv, names_en = listed(f'"{name}"' for name in unknown), listed((f'"{name}"' for name in unknown), "and")
    said = Said(
        f'I "{text}" känner vi inte igen {names_sv} som plats. Övriga platser i cellen är lästa.'
        if len(_splitter().split(text)) > len(unknown)
        else f"Vi känner inte igen {names_sv} som plats. Platsen lämnas okänd.",
        f'In "{text}" we do not recognise {names_en} as a place. Other places in the cell have been read.'
        if len(_splitter().split(text)) > len(unknown)
        else f"We do not recognise {names_en} as a place. The place is left unknown.",
    )
    return Unclear("place_unknown", said, ("unknown", "place"))


def _and_others(text: str) -> Unclear:
    said = Said(
        f'Platsen står som "{text}". Fler platser finns alltså, men de namnges inte. Vi skriver bara dem som står där.',
        f'The place is written "{text}". So there are more places, but they are not named. We write only those that stand there.',
    )
    return Unclear("municipality_and_others", said, ("named_only", "places"))


def _beside(text: str, outside: list[PlaceCode]) -> Unclear:
    said = Said(
        f'Platsen står som "{text}". {listed(map(place_name, outside))} ligger utanför länet och skrivs inte som kommuner här; '
        "länen tas från länskolumnen.",
        f'The place is written "{text}". {listed(map(place_name, outside), "and")} lie outside the county and are not written as '
        "municipalities here; the counties are taken from their own column.",
    )
    return Unclear("municipality_outside_county", said, ("leave_out", "add"))


def _said_outside(text: str) -> Said:
    return Said(
        f'"{text}": kommunerna utanför länet har inga namn i cellen och läses inte in; länen tas från länskolumnen.',
        f'"{text}": the municipalities outside the county have no names in the cell and are not read; the counties are taken from their own column.',
    )


def _said_spelling(piece: str, code: PlaceCode) -> Said:
    return Said(f'"{piece}" läses som {place_name(code)}.', f'"{piece}" is read as {place_name(code)}.')
