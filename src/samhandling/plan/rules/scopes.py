"""Which declared scope a row of a file belongs to."""

from samhandling.language.text import clean
from samhandling.plan.rules.mapping import Mapping, Scope
from samhandling.plan.rules.reading import ReadRow


def scope_of(row: ReadRow, mapping: Mapping) -> Scope | None:
    """The first scope whose `when` fits the row; one without `when` fits all. `None` where the file declares none that fits."""
    for scope in mapping.scopes:
        if scope.when is None or text_in(row, mapping, scope.when.column) == clean(scope.when.equals):
            return scope
    return None


def text_in(row: ReadRow, mapping: Mapping, heading: str) -> str:
    """What stood in the column with this heading, cleaned; "" where it was empty."""
    field = mapping.columns.get(heading, "")
    raw = dict(row.raw)
    return clean(raw.get(field) or raw.get(heading) or dict(row.record.fields).get(heading, ""))
