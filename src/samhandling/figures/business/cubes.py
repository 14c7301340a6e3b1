"""Written: cubes of employment put into the product from files and taken out again; what is computed of them follows at once."""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from samhandling.economy import Absent
from samhandling.figures.business import keeping
from samhandling.figures.business.computed import follow_cubes
from samhandling.figures.business.held import cube_named, cubes_loaded, loaded_cube, no_cube
from samhandling.figures.business.making import Made, make_cubes
from samhandling.figures.business.reading_files import read_file
from samhandling.figures.business.reading_words import ColumnsOf, Read
from samhandling.figures.business.shapes import LoadedCube
from samhandling.figures.models import BusinessCube
from samhandling.figures.store import originals
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import raise_stamp, record
from samhandling.people.rules.permission import IMPORTS, require

__all__ = ["CubeFile", "cube_named", "cube_of_file", "cubes_loaded", "forget_cube", "load_cube"]
_CODE = re.compile(r"[a-z0-9][a-z0-9.-]{0,79}")
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class CubeFile:
    """What is said of a file of employment: its columns, what a missing row means, which level and breaks, and where it comes from.

    `generated`: the figures are made by a generator and true of nobody; every page says so.
    """

    columns: ColumnsOf = field(default_factory=ColumnsOf)
    absent: Absent = Absent.MISSING
    level: str = ""
    breaks: tuple[int, ...] = ()
    classification: str = "SNI 2007"
    title: str = ""
    producer: str = ""
    table: str = ""
    licence: str = ""
    url: str = ""
    published: date | None = None
    generated: bool = False


def cube_of_file(path: Path, of: CubeFile) -> Made:
    """The checked cubes in a file. Nothing is written. Raises Refused with every fault and its rows."""
    return _made(read_file(path, of.columns), of)


def load_cube(path: Path, of: CubeFile, *, by: Viewer, code: str = "") -> LoadedCube:
    """Check a file and put its cube into the product under `code` (the file's name unless given), in the place of one that had it.

    The file's bytes are kept too, by their checksum; indicators that are computed from employment by industry get their values anew.
    Raises NotAllowed; Refused with every fault, and then nothing has been written.
    """
    require(IMPORTS, by)
    named = code or _code_of(path)
    _check(named, of)
    read = read_file(path, of.columns)
    made = _made(read, of)
    source = originals.keep(path.read_bytes())
    kept = keeping.keep(made)
    with transaction.atomic():
        before = BusinessCube.objects.select_for_update().filter(code=named).first()
        row = before or BusinessCube(code=named)
        told = (before.kept if before else None, kept)
        _fill(row, path, read, made, of)
        row.source_sha256, row.kept = source, kept
        row.save()
        raise_stamp(public=True)
        record(by, "business_cube.loaded", "business_cube", named, {"kept": told, "source": (None, source)})
    _drop_unnamed(told[0])
    follow_cubes(by=by)
    return loaded_cube(row)


def forget_cube(code: str, *, by: Viewer) -> None:
    """Take a cube out of the product. What was computed of it stays as it was known. Raises NotAllowed; Refused: there is none of that code."""
    require(IMPORTS, by)
    with transaction.atomic():
        row = BusinessCube.objects.select_for_update().filter(code=code).first()
        if row is None:
            raise no_cube(code)
        kept = row.kept
        row.delete()
        raise_stamp(public=True)
        record(by, "business_cube.forgotten", "business_cube", code, {"kept": (kept, None)})
    _drop_unnamed(kept)


def _made(read: Read, of: CubeFile) -> Made:
    return make_cubes(read, absent=of.absent, level=of.level, classification=of.classification, breaks=of.breaks)


def _fill(row: BusinessCube, path: Path, read: Read, made: Made, of: CubeFile) -> None:
    cubes = list(made.cubes.values())
    row.title = (of.title or read.title or path.stem)[:_LONGEST]
    row.producer, row.table = (of.producer or read.producer)[:_LONGEST], (of.table or path.name)[:_LONGEST]
    row.licence, row.url = of.licence, of.url
    row.published, row.fetched = of.published or _day(read.published), timezone.now()
    row.classification, row.level = cubes[0].classification.name, made.level
    row.regions = sum(len(cube.regions) - ("rest" in cube.regions) for cube in cubes)
    row.industries, row.years, row.breaks = len(cubes[0].industries), list(cubes[0].years), list(made.breaks)
    row.unknown_cells = sum(0 if cube.unknown is None else int(cube.unknown.sum()) for cube in cubes)
    row.generated = of.generated


def _code_of(path: Path) -> str:
    return re.sub(r"[^a-z0-9]+", "-", path.stem.casefold()).strip("-")[:80] or "kub"


def _check(code: str, of: CubeFile) -> None:
    faults = []
    if not _CODE.fullmatch(code):
        expected = Said("En kod av små bokstäver, siffror och bindestreck.", "A code of lower-case letters, digits and hyphens.")
        faults.append(Fault(Location(column="--code"), code[:80], expected, Said("Välj en annan kod.", "Choose another code.")))
    for name in ("title", "producer", "table", "licence", "url"):
        if len(getattr(of, name)) > _LONGEST:
            expected = Said(f"Högst {_LONGEST} tecken.", f"At most {_LONGEST} characters.")
            faults.append(Fault(Location(column=f"--{name}"), getattr(of, name)[:40], expected, Said("Korta texten.", "Shorten the text.")))
    if faults:
        raise Refused(faults)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _drop_unnamed(kept: str | None) -> None:
    if kept and not BusinessCube.objects.filter(kept=kept).exists():
        keeping.drop(kept)
