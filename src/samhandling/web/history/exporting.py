"""History as a file, sent as it is read: any number of acts, a little memory."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse

from samhandling.files.writing import harmless
from samhandling.files.writing import plain as plain_value
from samhandling.ground.said import Language
from samhandling.ground.viewer import Viewer
from samhandling.office.history import Wanted, every_act, holds
from samhandling.web.history.told import COLUMNS, Teller, plain, row_of


class Line:
    """What csv writes into: hands the line on at once."""

    def write(self, text: str) -> str:
        """The text."""
        return text


def export(told: Teller, wanted: Wanted, form: str, name: str, *, seen_by: Viewer, language: Language) -> StreamingHttpResponse:
    """The whole of it as CSV or JSON, the latest first."""
    acts = told.tell_all(every_act(wanted, seen_by=seen_by))
    chosen = (act for act in acts if holds(wanted, act.event))
    if form == "csv":
        lines = as_lines([said.in_(language) for _, said in COLUMNS], (row_of(act, language) for act in chosen))
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    parts = as_parts(plain(act, language) for act in chosen)
    return StreamingHttpResponse(parts, content_type="application/json; charset=utf-8")


def as_lines(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """CSV as everywhere in the product: semicolons, a byte order mark, nothing that a spreadsheet would run."""
    writer = csv.writer(Line(), delimiter=";", lineterminator="\n")
    yield "\ufeff" + str(writer.writerow(headings))
    for row in rows:
        yield str(writer.writerow([harmless(cell) for cell in row]))


def as_parts(acts: Iterable[dict[str, Any]]) -> Iterator[str]:
    """One JSON object with all acts."""
    yield '{"events": ['
    for number, act in enumerate(acts):
        yield (",\n" if number else "\n") + json.dumps(act, ensure_ascii=False, default=plain_value)
    yield "\n]}\n"
