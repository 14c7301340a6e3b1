"""The zip: each table as CSV and JSON, datapackage.json (Frictionless Data Package 1.0) and a README. The same data give the same bytes."""

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from samhandling.files.writing import harmless
from samhandling.ground.counting import day_said
from samhandling.ground.viewer import Level
from samhandling.office.kept import Kept
from samhandling.web.open_data.columns import Filled
from samhandling.web.open_data.licence import Licence
from samhandling.web.open_data.rows import filled

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time that a zip gives each file: the first that the format knows."""


@dataclass(frozen=True, slots=True)
class Package:
    """The open data of a day: the zip's bytes and checksum, its description, and its tables with how many rows each has."""

    on: date
    content: bytes
    checksum: str
    description: dict[str, Any]
    counts: tuple[tuple[Filled, int], ...]


_packages: Kept[Package] = Kept(2)


def package(on: date, licence: Licence) -> Package:
    """The open data as a visitor sees them on a day, from memory for as long as nothing else is published."""
    return _packages.get((on, licence), lambda: made(filled(on), on, licence), level=Level.PUBLISHED)


def made(tables: Sequence[Filled], on: date, licence: Licence) -> Package:
    """Write the tables."""
    files: dict[str, bytes] = {}
    for table in tables:
        files[f"data/{table.layout.name}.csv"] = as_csv(table)
        files[f"data/{table.layout.name}.json"] = as_json(table)
    described = description(tables, files, on, licence)
    files["datapackage.json"] = _written(described)
    files["README.md"] = readme(tables, on, licence).encode()
    content = zipped(files)
    # The rows themselves need not be kept once they are written.
    counts = tuple((Filled(table.layout, ()), len(table.rows)) for table in tables)
    return Package(on, content, sha256(content).hexdigest(), described, counts)


def as_csv(table: Filled) -> bytes:
    """RFC 4180, UTF-8, a comma between cells. Empty: not known. Text that a spreadsheet would run is defused."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in table.layout.columns])
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    return out.getvalue().encode()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else harmless(value)


def as_json(table: Filled) -> bytes:
    """A list of objects, as the values are."""
    names = [column.name for column in table.layout.columns]
    return _written([dict(zip(names, row, strict=True)) for row in table.rows])


def _written(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def description(tables: Sequence[Filled], files: dict[str, bytes], on: date, licence: Licence) -> dict[str, Any]:
    """datapackage.json."""
    return {
        "profile": "tabular-data-package",
        "name": "samhandling-oppna-data",
        "title": "Samhandling: öppna data",
        "title_en": "Samhandling: open data",
        "version": on.isoformat(),
        "created": f"{on.isoformat()}T00:00:00Z",
        "licenses": [{"name": licence.name, "path": licence.path, "title": licence.title}],
        "resources": [_resource(table, files[f"data/{table.layout.name}.csv"]) for table in tables],
    }


def _resource(table: Filled, content: bytes) -> dict[str, Any]:
    layout = table.layout
    return {
        "profile": "tabular-data-resource",
        "name": layout.name,
        "path": f"data/{layout.name}.csv",
        "title": layout.said.sv,
        "title_en": layout.said.en,
        "description": layout.tells.sv,
        "description_en": layout.tells.en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": {
            "fields": [
                {"name": column.name, "type": column.kind, "title": column.said.sv, "title_en": column.said.en} for column in layout.columns
            ],
            "primaryKey": [column.name for column in layout.columns[: layout.key]],
            "missingValues": [""],
        },
    }


def readme(tables: Sequence[Filled], on: date, licence: Licence) -> str:
    """What is in the zip, in words, in both languages."""
    day = day_said(on)
    lines = [
        "# Öppna data / Open data",
        "",
        f"Allt som är publicerat, som det var den {day.sv}. All that is published, as it was on {day.en}.",
        "",
        f"Licens / Licence: {licence.title} ({licence.path})",
        "",
        "Varje tabell finns som CSV och JSON i mappen data. datapackage.json beskriver kolumnerna (Frictionless Data Package).",
        "Each table is there as CSV and JSON in the folder data. datapackage.json describes the columns (Frictionless Data Package).",
        "",
        "Tomt i CSV och null i JSON betyder okänt, aldrig noll. Belopp är kronor. Andelar är exakta, som 1/3.",
        "Empty in CSV and null in JSON means unknown, never zero. Amounts are SEK. Shares are exact, as 1/3.",
        "",
        "I CSV står ' först i text som ett kalkylprogram annars skulle köra som formel; i JSON står texten som den är.",
        "In CSV a ' stands before text that a spreadsheet would run as a formula; in JSON the text stands as it is.",
        "",
        "”Ingen känd insats” gäller det underlag som är inläst. Hur långt det räcker står i tabellen scopes.",
        "“No known effort” is a statement about the material that is loaded. How far it reaches stands in the table scopes.",
        "",
    ]
    for table in tables:
        layout = table.layout
        lines += [f"- **{layout.name}** ({len(table.rows)}): {layout.tells.sv} / {layout.tells.en}"]
    return "\n".join([*lines, ""])


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip whose bytes follow from what it holds, and from nothing else."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            target.writestr(info, files[name])
    return out.getvalue()
