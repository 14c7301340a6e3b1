"""The step of columns: how each heading is understood, with cells of it; and another sheet or row of headings."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.office.home import home
from samhandling.office.limits import require_room
from samhandling.plan.actions.uploading import again
from samhandling.plan.rules.headings import LEFT_OUT, OWN, fields
from samhandling.plan.rules.mapping import Mapping as ColumnMapping
from samhandling.plan.rules.mapping import to_toml
from samhandling.plan.wizard.looked import Looked
from samhandling.plan.wizard.queries import Look
from samhandling.web.importing.choosing import UNITS, WHOLE, Chosen, Throughout, chosen_now, faults_of, whole_now, whole_of
from samhandling.web.importing.steps import at_fault, context_of, found, not_ready, step_to
from samhandling.web.importing.upload import WITHIN
from samhandling.web.office.forms import typed
from samhandling.web.plan.words import field_said
from samhandling.web.request import Request

MOST_LOOKS = 300


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: Request, number: int) -> HttpResponse:
    """How are the columns understood?"""
    look = found(request, number)
    if (page := not_ready(request, look, "import_columns")) is not None:
        return page
    looked = look.looked
    assert looked is not None  # noqa: S101 (not_ready has answered else)
    chosen = [Chosen(index, one, one.field, one.unit, one.manner) for index, one in enumerate(looked.columns)]
    if request.method != "POST":
        return _page(request, look, looked, chosen, whole_of(looked))
    chosen, whole = [chosen_now(request, one) for one in chosen], whole_now(request, looked)
    try:
        number, next_step = _again(request, look, looked, chosen, whole)
    except Refused as refused:
        by_id = [
            replace(one, faults=tuple(fault for fault in refused.faults if fault.location.column in (one.id, one.manner_id)))
            for one in chosen
        ]
        whole = [replace(one, faults=tuple(each for each in refused.faults if each.location.column == one.id)) for one in whole]
        return _page(request, look, looked, by_id, whole, refused)
    return step_to(request, next_step, number)


def _again(request: Request, look: Look, looked: Looked, chosen: list[Chosen], whole: list[Throughout]) -> tuple[int, str]:
    """The number of the reading with what is chosen (this one where nothing is other), and the step after it.

    Another manner of writing is shown at this step once more, with cells read in it, before one goes on.
    """
    sheet, header_row = _table_of(request, looked)
    if (sheet, header_row) != _table_now(looked):
        require_room(f"look:{request.viewer.person}", most=MOST_LOOKS, within=WITHIN)
        number = again(look, by=request.viewer, home=home(), mapping="", sheet=sheet, header_row=header_row, scope=_scope_of(look, looked))
        return number, "import_rows"
    if faults := faults_of(chosen, whole):
        raise Refused(faults)
    before = looked.read_by
    mapping = _as_chosen(before, chosen, whole)
    now = before.model_copy(update={"units": {label: unit for label, unit in before.units.items() if unit != "kr"}})
    if (mapping.columns, mapping.units, mapping.manners) == (now.columns, now.units, now.manners):
        return look.number, "import_rows"
    require_room(f"look:{request.viewer.person}", most=MOST_LOOKS, within=WITHIN)
    number = again(look, by=request.viewer, home=home(), mapping=to_toml(mapping), scope=None)
    return number, "import_rows" if mapping.manners == before.manners else "import_columns"


def _as_chosen(before: ColumnMapping, chosen: list[Chosen], whole: list[Throughout]) -> ColumnMapping:
    """The mapping with what is chosen; of columns beyond those shown as it was."""
    shown = {*(one.column.label for one in chosen), *WHOLE}
    columns = {**before.columns, **{one.column.label: one.field for one in chosen}}
    units = {one.column.label: one.unit for one in chosen if one.is_amount and one.unit != "kr"}
    manners = {one.key: one.manner for one in whole if one.manner}
    manners |= {one.column.label: one.manner for one in chosen if one.manner}
    for kept, told in ((before.units, units), (before.manners, manners)):
        told.update({label: value for label, value in kept.items() if label not in shown})
    return before.model_copy(update={"columns": columns, "units": units, "manners": manners})


def _scope_of(look: Look, looked: Looked) -> dict[str, object] | None:
    """The scope as it was told last, for a mapping that begins anew."""
    scopes = looked.read_by.scopes
    return scopes[0].model_dump(mode="json", exclude_defaults=True) if len(scopes) == 1 else look.wanted.scope


def _table_now(looked: Looked) -> tuple[str, int]:
    return (looked.read_by.sheet, looked.read_by.header_row) if looked.mapping else ("", 0)


def _table_of(request: Request, looked: Looked) -> tuple[str, int]:
    """The sheet and row of headings that are chosen. Raises Refused: no such sheet, no row number."""
    now = _table_now(looked)
    names = [sheet.name for sheet in looked.sheets]
    told = typed(request, "blad")
    # The sheet is told by its place, as names may hold spaces at their ends.
    index = int(told) if told.isascii() and told.isdigit() and len(told) < 4 else -1
    sheet = names[index] if 0 <= index < len(names) else now[0]
    row = typed(request, "rubrikrad")
    if not row:
        return sheet, now[1]
    if not (row.isascii() and row.isdigit() and 1 <= int(row[:9]) <= 1_048_576 and len(row) < 9):
        expected = Said("Det är inget radnummer.", "This is no row number.")
        way_out = Said("Skriv numret på raden där rubrikerna står.", "Write the number of the row where the headings stand.")
        raise Refused([Fault(Location(column="rubrikrad"), row, expected, way_out)])
    return sheet, int(row)


def _page(
    request: Request, look: Look, looked: Looked, chosen: list[Chosen], whole: list[Throughout], refused: Refused | None = None
) -> HttpResponse:
    faults = refused.faults if refused else ()
    sheet, header_row = _table_now(looked)
    choices = [(field, field_said(field)) for field in fields()]
    ends = [
        (OWN, Said("Eget fält, behålls som det står", "Own field, kept as it stands")),
        (LEFT_OUT, Said("Läses inte in", "Not read in")),
    ]
    context = {
        **context_of(request, look, "import_columns"),
        "chosen": chosen,
        "choices": [*choices, *ends],
        "units": list(UNITS.items()),
        "asks_manner": any(one.manners for one in chosen),
        "tells_manner": bool(looked.read_by.manners),
        "whole": whole,
        "faults": faults,
        "of_the_file": at_fault(looked.faults) if not looked.counts else [],
        "sheet": typed(request, "blad") or next((str(index) for index, one in enumerate(looked.sheets) if one.name == sheet), "0"),
        "header_row": typed(request, "rubrikrad") or (header_row or ""),
        "understood": sum(one.field not in (OWN, LEFT_OUT) for one in looked.columns),
        "own": [one.label for one in looked.columns if one.field == OWN],
        "left": [one.label for one in looked.columns if one.field == LEFT_OUT],
    }
    return render(request, "importing/columns.html", context, status=422 if faults else 200)
