"""A PX or JSON-stat cube as columns: which dimension is the region, the industry and the year, and what is done with the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samhandling.figures.business.classifications import is_total
from samhandling.figures.business.reading_words import ColumnsOf, Read, words_for
from samhandling.figures.indicators.series import MEN, TOTAL, WOMEN, sex_of
from samhandling.files.cube.cubes import Cube, Dimension, text_in
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said

Floats = NDArray[np.float64]
Texts = NDArray[np.str_]
_ROLES = {"region": "geo", "year": "time"}
_PICK = Said(
    "Välj en kod med --mapping DIMENSION=KOD, eller hämta filen med bara den.",
    "Choose a code with --mapping DIMENSION=CODE, or fetch the file with that alone.",
)


@dataclass(frozen=True, slots=True)
class _Axis:
    """A dimension and which of its places are read: one, or several that are summed (the sexes)."""

    dimension: Dimension
    places: tuple[int, ...]


def columns_of_cube(cube: Cube, columns: ColumnsOf, file: str) -> Read:
    """The cube's cells as rows. Raises Refused: a dimension is not found, or another one is open and nobody has said which code to read."""
    main = {name: _found(cube, name, getattr(columns, name)) for name in ("region", "industry", "year")}
    faults = [_lacking(name, cube, file) for name, dimension in main.items() if dimension is None]
    if not cube.has_values:
        faults.append(Fault(Location(file=file), "", Said("en fil med värden", "a file with values"), _PICK))
    others: list[_Axis] = []
    for dimension in cube.dimensions:
        if dimension not in main.values():
            picked = _picked(dimension, columns.pick)
            others.append(_Axis(dimension, picked))
            if not picked:
                codes = ", ".join(f"{one.code} {text_in(one.label, 'sv')}".strip() for one in dimension.categories[:8])
                expected = Said(f"en enda kod ur {dimension.id}; där finns {codes}", f"one code of {dimension.id}; it has {codes}")
                faults.append(Fault(Location(file=file, column=dimension.id), str(len(dimension.categories)), expected, _PICK))
    if faults:
        raise Refused(faults)
    found = [dimension for dimension in main.values() if dimension is not None]
    values = _cells(cube, found, others)
    region, industry, year = (_codes(dimension) for dimension in found)
    shape = (len(region), len(industry), len(year))
    at = np.indices(shape).reshape(3, -1)
    labels = {one.code: text_in(one.label, "sv", one.code) for one in found[1].categories}
    return Read(
        file,
        [region[place] for place in at[0]],
        [industry[place] for place in at[1]],
        [year[place] for place in at[2]],
        values,
        labels=labels,
        producer=text_in(cube.source, "sv"),
        title=text_in(cube.title, "sv"),
        published=cube.updated[:10],
    )


def _found(cube: Cube, name: str, named: str) -> Dimension | None:
    wanted = [named.casefold()] if named else list(words_for(name))
    for dimension in cube.dimensions:
        if {dimension.id.casefold(), text_in(dimension.label, "sv").casefold(), text_in(dimension.label, "en").casefold()} & set(wanted):
            return dimension
    roles = [dimension for dimension in cube.dimensions if not named and dimension.role and dimension.role == _ROLES.get(name)]
    return roles[0] if len(roles) == 1 else None


def _lacking(name: str, cube: Cube, file: str) -> Fault:
    there = ", ".join(dimension.id for dimension in cube.dimensions)
    what = {"region": ("regionen", "the region"), "industry": ("branschen", "the industry"), "year": ("året", "the year")}[name]
    expected = Said(f"en dimension för {what[0]}; filen har {there}", f"a dimension for {what[1]}; the file has {there}")
    way_out = Said(f"Ange den med --mapping {name}=DIMENSION.", f"Name it with --mapping {name}=DIMENSION.")
    return Fault(Location(file=file, column=name), "", expected, way_out)


def _picked(dimension: Dimension, pick: Mapping[str, str]) -> tuple[int, ...]:
    """The places to read: the code that was asked for, the only one, the one for everyone, or women and men to be summed."""
    named = {name.casefold(): code for name, code in pick.items()}
    codes = dimension.codes
    asked = named.get(dimension.id.casefold(), named.get(text_in(dimension.label, "sv").casefold()))
    if asked is not None:
        return (codes.index(asked),) if asked in codes else ()
    if len(codes) == 1:
        return (0,)
    sexes = [sex_of(one.code) or sex_of(text_in(one.label, "sv")) for one in dimension.categories]
    if TOTAL in sexes:
        return (sexes.index(TOTAL),)
    if set(sexes) == {WOMEN, MEN}:
        return tuple(range(len(codes)))
    totals = [place for place, one in enumerate(dimension.categories) if is_total(one.code, text_in(one.label, "sv"))]
    return (totals[0],) if len(totals) == 1 else ()


def _codes(dimension: Dimension) -> list[str]:
    return [one.code if len(one.code) < 40 else text_in(one.label, "sv", one.code) for one in dimension.categories]


def _cells(cube: Cube, main: Sequence[Dimension], others: Sequence[_Axis]) -> list[object]:
    """One number or mark a cell, in the order region, industry, year."""
    values = np.array([np.nan if value is None else value for value in cube.values.to_pylist()], np.float64).reshape(cube.shape)
    status = np.array([mark or "" for mark in cube.status.to_pylist()], np.str_).reshape(cube.shape)
    order = [cube.dimensions.index(dimension) for dimension in main] + [cube.dimensions.index(axis.dimension) for axis in others]
    values, status = values.transpose(order), status.transpose(order)
    for axis in reversed(others):
        values, status = _summed(values[..., list(axis.places)], status[..., list(axis.places)])
    pairs = zip(values.reshape(-1).tolist(), status.reshape(-1).tolist(), strict=True)
    return [mark if value != value else value for value, mark in pairs]


def _summed(values: Floats, status: Texts) -> tuple[Floats, Texts]:
    """The last axis summed; a part without a number leaves the sum without one, with the part's mark."""
    gone = np.isnan(values)
    first = np.take_along_axis(status, gone.argmax(axis=-1)[..., None], axis=-1)[..., 0]
    return values.sum(axis=-1), np.where(gone.any(axis=-1), first, "")
