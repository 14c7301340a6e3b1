"""One answer in the form that the address asks for: page, JSON, CSV or a workbook, from the same dataclass."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from samhandling.files.writing import Table, as_csv, as_json, write_xlsx
from samhandling.web.request import Request


@dataclass(frozen=True)
class Answer:
    """What a page tells. `data`: as plain values for JSON. `rows`: headings and rows for CSV and XLSX. `context`: for the template."""

    template: str
    context: dict[str, Any]
    data: Callable[[], Any]
    rows: Callable[[], Table]


def render_any(request: Request, form: str | None, answer: Answer, name: str) -> HttpResponse:
    """The answer in the asked form. Raises Http404 for a form that there is none of."""
    if not form:
        return render(request, answer.template, answer.context)
    if form == "json":
        return HttpResponse(as_json(answer.data()), content_type="application/json; charset=utf-8")
    if form == "csv":
        return _csv(answer.rows(), name)
    if form == "xlsx":
        return _xlsx(answer.rows(), name)
    raise Http404


def _csv(rows: Table, name: str) -> HttpResponse:
    response = HttpResponse(as_csv(*rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _xlsx(rows: Table, name: str) -> HttpResponse:
    out = io.BytesIO()
    write_xlsx(out, {name[:31]: rows})
    response = HttpResponse(out.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
