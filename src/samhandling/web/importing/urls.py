"""Addresses of the import wizard; all of them are for whoever may import."""

from django.urls import URLPattern, path

from samhandling.people.rules.permission import IMPORTS
from samhandling.web.addresses import View
from samhandling.web.importing import columns, rows, scope, upload, writing
from samhandling.web.people.guard import guarded


def _step(route: str, view: View, name: str) -> URLPattern:
    return path(route, guarded(IMPORTS, view), name=name)


urlpatterns: list[URLPattern] = [
    _step("las-in", upload.upload, "upload"),
    _step("las-in/<int:number>", columns.columns, "import_columns"),
    _step("las-in/<int:number>/rader", rows.rows, "import_rows"),
    _step("las-in/<int:number>/underlag", scope.scope, "import_scope"),
    _step("las-in/<int:number>/skriv", writing.write_in, "import_write"),
    _step("las-in/<int:number>/klart", writing.done, "import_done"),
    _step("las-in/<int:number>/ta-bort", upload.remove, "import_remove"),
    _step("las-in/import/<int:number>/angra", writing.take_back, "import_undo"),
    _step("las-in/angrad/<int:number>", writing.taken_back, "import_undone"),
]
