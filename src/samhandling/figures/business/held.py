"""Read: cubes of employment that have been put into the product from files, and what is known of where they come from."""

from collections.abc import Sequence

from samhandling.figures.business import keeping
from samhandling.figures.business.making import Made
from samhandling.figures.business.shapes import LoadedCube
from samhandling.figures.models import BusinessCube
from samhandling.ground.faults import Refused, refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer


def cubes_loaded(*, seen_by: Viewer) -> list[LoadedCube]:
    """Every cube that was put in from a file: real ones first, the finest first, then the latest."""
    rows = BusinessCube.objects.visible_to(seen_by)
    return [
        loaded_cube(row) for row in sorted(rows, key=lambda row: (row.generated, -row.industries, -max(row.years, default=0), row.code))
    ]


def cube_named(code: str, *, seen_by: Viewer) -> Made:
    """The cubes of a code. Raises Refused: none of that code."""
    found = BusinessCube.objects.visible_to(seen_by).filter(code=code).values_list("kept", flat=True).first()
    if found is None:
        raise no_cube(code)
    return keeping.kept(found)


def loaded_cube(row: BusinessCube) -> LoadedCube:
    """The cube's row in the catalogue, as readers see it."""
    return LoadedCube(
        row.code,
        row.title,
        row.producer,
        row.table,
        row.licence,
        row.published,
        row.fetched,
        row.source_sha256,
        row.classification,
        row.level,
        row.regions,
        row.industries,
        tuple(row.years),
        row.unknown_cells,
        row.generated,
        tuple(row.breaks),
    )


def no_cube(code: str) -> Refused:
    """There is no cube of that code; these there are."""
    known: Sequence[str] = list(BusinessCube.objects.values_list("code", flat=True)[:20])
    named = ", ".join(known)
    return refusal(
        code,
        Said(
            f"En inläst kub: {named}." if named else "En inläst kub; ingen är inläst.",
            f"A loaded cube: {named}." if named else "A loaded cube; there is none.",
        ),
        Said("Se listan: samhandling economy list.", "See the list: samhandling economy list."),
    )
