"""`samhandling figures read`: a file of statistics, with everything that stands in it, as a table that other programs read."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq
import typer

from samhandling.cli.shown import console, language, say, table, writing
from samhandling.files.cube.cubes import Cube, text_in
from samhandling.files.cube.opening import read_cube
from samhandling.files.cube.tables import TableMapping
from samhandling.files.writing import as_csv, as_json
from samhandling.ground.faults import refusal
from samhandling.ground.said import Said

_FIRST_ROWS = 8


def read(
    file: Annotated[Path, typer.Argument(help="PX, JSON-stat, CSV eller XLSX.")],
    to: Annotated[Literal["parquet", "csv", "json"] | None, typer.Option("--to", help="Skriv alla celler i den formen.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Skriv till en fil i stället för till skärmen.")] = None,
    words: Annotated[str, typer.Option("--language", help="Ord i det språket (sv, en) i stället för koder.")] = "",
    part: Annotated[int, typer.Option("--part", help="Vilken tabell, om filen har flera. Den första är 1.")] = 1,
    dimension: Annotated[
        list[str] | None, typer.Option("--dimension", help="CSV/XLSX: kolumn som är en dimension. Ange flera gånger.")
    ] = None,
    value: Annotated[str, typer.Option("--value", help="CSV/XLSX: kolumnen med värden.")] = "",
    status: Annotated[str, typer.Option("--status", help="CSV/XLSX: kolumnen med tecken för värdet.")] = "",
    period: Annotated[str, typer.Option("--period", help="CSV/XLSX: kolumnen med perioder.")] = "",
) -> None:
    """Läs en fil med statistik: vad den innehåller, eller alla celler som parquet, csv eller json. Inget sparas i produkten."""
    cubes = read_cube(file, mapping(dimension or [], value, status, period))
    if to is None:
        for number, one in enumerate(cubes, start=1):
            _describe(one, number, len(cubes))
        return
    if not 1 <= part <= len(cubes):
        raise refusal(
            str(part),
            Said(f"En tabell från 1 till {len(cubes)}.", f"A table from 1 to {len(cubes)}."),
            Said("Ange den med --part.", "Give it with --part."),
        )
    _write(cubes[part - 1], to, output, words)
    _tell(cubes[part - 1])


def mapping(dimensions: Sequence[str], value: str, status: str, period: str) -> TableMapping | None:
    """What the options say of a table's columns; None where they say nothing."""
    if not (dimensions or value or status or period):
        return None
    if not value or not (dimensions or period):
        raise refusal(
            "",
            Said("Kolumnen med värden, och minst en dimension eller period.", "The column of values, and at least a dimension or period."),
            Said(
                "Till exempel: --dimension Län --period År --value Antal.", "For instance: --dimension County --period Year --value Count."
            ),
        )
    columns = [*dimensions, *([period] if period and period not in dimensions else [])]
    return TableMapping(tuple(columns), value, status=status, period=period)


def _describe(cube: Cube, number: int, of: int) -> None:
    sv = language() == "sv"
    head = f"{number}/{of} " if of > 1 else ""
    say(f"{head}{text_in(cube.title, language()) or cube.id or cube.format}")
    facts = {
        "Källa" if sv else "Source": text_in(cube.source, language()),
        "Uppdaterad" if sv else "Updated": cube.updated,
        "Nästa uppdatering" if sv else "Next update": cube.next_update,
        "Enhet" if sv else "Unit": text_in(cube.unit, language()),
        "Adress" if sv else "Address": cube.address,
    }
    for name, fact in facts.items():
        if fact:
            say(f"{name}: {fact}")
    rows = [
        [
            one.id,
            text_in(one.label, language()),
            one.role or "",
            str(len(one.categories)),
            ", ".join(one.codes[:4]) + (", …" * (len(one.codes) > 4)),
        ]
        for one in cube.dimensions
    ]
    headings = ["Dimension", "Namn", "Roll", "Antal", "Koder"] if sv else ["Dimension", "Name", "Role", "Count", "Codes"]
    table("", headings, rows, right=(3,))
    if cube.has_values:
        known, signs = len(cube.values) - cube.values.null_count, len(cube.status) - cube.status.null_count
        say(
            Said(
                f"{len(cube.values)} celler, {known} med värde, {signs} med tecken.",
                f"{len(cube.values)} cells, {known} with a value, {signs} with a sign.",
            )
        )
        _first_rows(cube)
    for note in cube.notes:
        say(f"* {text_in(note.text, language())}")
    _tell(cube, to_error=False)


def _first_rows(cube: Cube) -> None:
    rows = []
    for *places, value, status in cube.rows(language()):
        rows.append(
            [
                *map(str, places),
                "" if value is None else f"{value:g}" if not float(value).is_integer() else str(int(value)),
                str(status or ""),
            ]
        )
        if len(rows) == _FIRST_ROWS:
            break
    names = [one.id for one in cube.dimensions]
    table("", [*names, "value", "status"], rows, right=(len(names),))


def _tell(cube: Cube, *, to_error: bool = True) -> None:
    """What the reader decided, and what the file says that no column has room for: nothing is lost without a word."""
    lines: list[Said | str] = list(cube.remarks)
    if cube.rest:
        names = ", ".join(list(cube.rest)[:20])
        lines.append(Said(f"Står också i filen: {names}.", f"Also in the file: {names}."))
    out = console(error=to_error)
    for line in lines:
        out.print(line.in_(language()) if isinstance(line, Said) else line)


def _write(cube: Cube, to: str, output: Path | None, words: str) -> None:
    if to == "parquet":
        if output is None:
            raise refusal(
                "",
                Said("Parquet är en binär fil och behöver ett namn.", "Parquet is a binary file and needs a name."),
                Said("Lägg till --output FIL.parquet.", "Add --output FILE.parquet."),
            )
        with writing(output):
            pq.write_table(_with_facts(cube, words), output)
    elif to == "csv":
        names = [one.id for one in cube.dimensions]
        _out(as_csv([*names, "value", "status"], (_row(row) for row in cube.rows(words))), output)
    else:
        _out(as_json(_plain(cube, words)), output)
    if output:
        console(error=True).print(Said(f"Skrev {output}.", f"Wrote {output}.").in_(language()))


def _row(row: tuple[str | float | None, ...]) -> list[Any]:
    *places, value, status = row
    return [*places, "" if value is None else int(value) if float(value).is_integer() else value, status or ""]


def _out(text: str, output: Path | None) -> None:
    if output is None:
        typer.echo(text, nl=not text.endswith("\n"))
        return
    with writing(output):
        output.write_text(text, "utf-8")


def _with_facts(cube: Cube, words: str) -> pa.Table:
    """The cells, with everything else that the file says as JSON in the table's own metadata."""
    found = cube.as_arrow(words)
    return found.replace_schema_metadata({b"samhandling": as_json(_facts(cube)).encode()})


def _plain(cube: Cube, words: str) -> dict[str, Any]:
    names = [one.id for one in cube.dimensions]
    cells = [dict(zip([*names, "value", "status"], row, strict=True)) for row in cube.rows(words)]
    return {**_facts(cube), "cells": cells}


def _facts(cube: Cube) -> dict[str, Any]:
    return {
        "format": cube.format,
        "id": cube.id,
        "title": dict(cube.title),
        "contents": dict(cube.contents),
        "source": dict(cube.source),
        "unit": dict(cube.unit),
        "decimals": cube.decimals,
        "updated": cube.updated,
        "next_update": cube.next_update,
        "address": cube.address,
        "symbols": {sign: dict(texts) for sign, texts in cube.symbols.items()},
        "dimensions": [
            {
                "id": one.id,
                "label": dict(one.label),
                "role": one.role,
                "categories": [
                    {"code": each.code, "label": dict(each.label), "unit": dict(each.unit), "decimals": each.decimals}
                    for each in one.categories
                ],
            }
            for one in cube.dimensions
        ],
        "notes": [{"text": dict(note.text), "place": [list(pair) for pair in note.place]} for note in cube.notes],
        "rest": dict(cube.rest),
        "remarks": [remark.in_(language()) for remark in cube.remarks],
    }
