"""A business life as plain values: for JSON, and as one long table for CSV and workbooks. Unrounded; what is not known has its reason."""

from collections.abc import Iterator
from typing import Any

from samhandling.figures.business.shapes import BusinessLife, Growth, IndustryRow, Lacking, Near, Source, Unknown
from samhandling.files.writing import Table
from samhandling.ground.said import Language, Said
from samhandling.web.economy.touching import Touch

HEADINGS = ("part", "code", "name", "measure", "year", "value", "reason")
Cells = tuple[str, str, str, str, int | None, float | None, str]
NO_REASON = Said("", "")


def as_plain(life: BusinessLife, touching: dict[str, tuple[Touch, ...]], language: Language) -> dict[str, Any]:
    """All of the page for JSON."""
    said = life.sentences
    return {
        "place": life.place,
        "place_name": life.place_name,
        "year": life.year,
        "base_year": life.base_year,
        "jobs": life.jobs,
        "suppressed_cells": life.suppressed,
        "comparison_open": life.comparison_open,
        "source": _source(life.source, language),
        "level": {"name": life.level.name.in_(language), "groups": life.level.groups, "classification": life.level.classification,
                  "years": list(life.level.years)},
        "notes": [note.in_(language) for note in life.notes],
        "lives_on": {"said": said.lives_on.in_(language), "industries": [_industry(row, language) for row in life.lives_on]},
        "growth": {"said": said.growth.in_(language), **_growth(life.growth, language)},
        "breadth": {"said": said.breadth.in_(language), **_breadth(life, language)},
        "near": {"said": said.near.in_(language), **_near(life.near, language)},
        "resembles": {"said": said.resembles.in_(language), **_resembles(life, language)},
        "resilience": _resilience(life, language),
        "focus_areas": {part: [touch.area.code for touch in found] for part, found in touching.items()},
        "rules": [{"name": rule.name.in_(language), "formula": rule.formula, "source": rule.source} for rule in life.rules],
    }  # fmt: skip


def lacking_plain(found: Lacking, language: Language) -> dict[str, Any]:
    """What is missing, for JSON."""
    return {
        "place": found.place,
        "place_name": found.place_name,
        "missing": found.said.in_(language),
        "ways": [{"said": way.said.in_(language), "command": way.command, "tables": list(way.tables)} for way in found.ways],
    }


def _source(source: Source, language: Language) -> dict[str, Any]:
    return {
        "producer": source.producer,
        "table": source.table,
        "licence": source.licence,
        "published": source.published.isoformat() if source.published else None,
        "fetched": source.fetched.isoformat() if source.fetched else None,
        "generated": source.marked_generated,
        "note": source.note.in_(language) if source.note else None,
        "cube": source.cube,
        "checksum": source.checksum,
    }


def _industry(row: IndustryRow, language: Language) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name.in_(language),
        "jobs": row.count,
        "share": row.share,
        "nation_share": row.nation_share,
        "times_the_nation": row.lq,
        "low": row.low,
        "high": row.high,
        "sureness": row.sureness.in_(language) if row.sureness else None,
        "reason": row.reason.in_(language) if row.reason else None,
    }


def _unknown(found: Unknown, language: Language) -> dict[str, Any]:
    return {"unknown": found.reason.in_(language)}


def _growth(found: Growth | Unknown, language: Language) -> dict[str, Any]:
    if isinstance(found, Unknown):
        return _unknown(found, language)
    return {
        "unit": found.unit.in_(language),
        "start": found.start,
        "total": found.total,
        "nation_part": found.nation_part,
        "industry_part": found.industry_part,
        "own_part": found.own_part,
        "breaks": [said.in_(language) for said in found.broken],
        "industries": [
            {"code": row.code, "name": row.name.in_(language), "nation_part": row.nation, "industry_part": row.industry,
             "own_part": row.own, "total": row.total, "reason": row.reason.in_(language) if row.reason else None}
            for row in found.by_industry
        ],
    }  # fmt: skip


def _breadth(life: BusinessLife, language: Language) -> dict[str, Any]:
    found = life.breadth
    values = {name: getattr(found, name) for name in ("equivalent_number", "entropy", "hachman", "related", "unrelated")}
    return {
        **{name: _unknown(value, language) if isinstance(value, Unknown) else value for name, value in values.items()},
        "direction": found.direction.in_(language),
        "breaks": [said.in_(language) for said in found.breaks],
        "break_years": list(found.break_years),
        "years": [
            {"year": point.year, "equivalent_number": point.equivalent_number, "nation": point.nation,
             "reason": point.reason.in_(language) if point.reason else None}
            for point in found.series
        ],
    }  # fmt: skip


def _near(found: Near | Unknown, language: Language) -> dict[str, Any]:
    if isinstance(found, Unknown):
        return _unknown(found, language)
    return {
        "year": found.year,
        "note": found.note.in_(language) if found.note else None,
        "industries": [
            {"code": row.code, "name": row.name.in_(language), "nearness": row.nearness, "demanding": row.demanding,
             "present": row.present, "jobs": row.count}
            for row in found.rows
        ],
    }  # fmt: skip


def _resembles(life: BusinessLife, language: Language) -> dict[str, Any]:
    if isinstance(life.resembles, Unknown):
        return _unknown(life.resembles, language)
    return {
        "places": [{"code": one.code, "name": one.name.in_(language), "kind": one.kind, "distance": one.distance} for one in life.resembles]
    }


def _resilience(life: BusinessLife, language: Language) -> dict[str, Any]:
    found = life.resilience
    if isinstance(found, Unknown):
        return _unknown(found, language)
    return {"said": found.said.in_(language), "peak": found.peak, "trough": found.trough, "recovered": found.recovered,
            "resistance": found.resistance, "recovery": found.recovery}  # fmt: skip


def as_rows(life: BusinessLife, language: Language) -> Table:
    """Every number of the page, one a row."""
    return list(HEADINGS), [list(cells) for cells in _cells(life, language)]


def _cells(life: BusinessLife, language: Language) -> Iterator[Cells]:
    for row in life.lives_on:
        name, why = row.name.in_(language), (row.reason or NO_REASON).in_(language)
        for measure, value in (("jobs", row.count), ("share", row.share), ("nation_share", row.nation_share), ("times_the_nation", row.lq)):
            yield "lives_on", row.code, name, measure, life.year, value, why if value is None else ""
    yield from _growth_cells(life, language)
    yield from _breadth_cells(life, language)
    if isinstance(life.near, Unknown):
        yield "near", "", "", "nearness", life.year, None, life.near.reason.in_(language)
    else:
        for near in life.near.rows:
            yield "near", near.code, near.name.in_(language), "nearness", life.near.year, near.nearness, ""
            yield "near", near.code, near.name.in_(language), "demanding", life.near.year, near.demanding, ""
            yield "near", near.code, near.name.in_(language), "present", life.near.year, float(near.present), ""
    if isinstance(life.resembles, Unknown):
        yield "resembles", "", "", "distance", life.year, None, life.resembles.reason.in_(language)
    else:
        for one in life.resembles:
            yield "resembles", one.code, one.name.in_(language), "distance", life.year, one.distance, ""
    yield from _resilience_cells(life, language)


def _growth_cells(life: BusinessLife, language: Language) -> Iterator[Cells]:
    found = life.growth
    if isinstance(found, Unknown):
        yield "growth", "", "", "total", life.year, None, found.reason.in_(language)
        return
    whole = (
        ("total", found.total),
        ("nation_part", found.nation_part),
        ("industry_part", found.industry_part),
        ("own_part", found.own_part),
    )
    for measure, value in whole:
        yield "growth", "", "", measure, found.year, value, ""
    for row in found.by_industry:
        why = (row.reason or NO_REASON).in_(language)
        parts = (("total", row.total), ("nation_part", row.nation), ("industry_part", row.industry), ("own_part", row.own))
        for measure, part in parts:
            yield "growth", row.code, row.name.in_(language), measure, found.year, part, why if part is None else ""


def _breadth_cells(life: BusinessLife, language: Language) -> Iterator[Cells]:
    for measure in ("equivalent_number", "entropy", "hachman", "related", "unrelated"):
        value = getattr(life.breadth, measure)
        unknown = isinstance(value, Unknown)
        yield "breadth", "", "", measure, life.year, None if unknown else value, value.reason.in_(language) if unknown else ""
    for point in life.breadth.series:
        why = (point.reason or NO_REASON).in_(language)
        number = point.equivalent_number
        yield "breadth by year", "", "", "equivalent_number", point.year, number, why if number is None else ""
        yield "breadth by year", "00", "", "equivalent_number", point.year, point.nation, ""


def _resilience_cells(life: BusinessLife, language: Language) -> Iterator[Cells]:
    found = life.resilience
    if isinstance(found, Unknown):
        yield "resilience", "", "", "resistance", life.year, None, found.reason.in_(language)
        return
    yield "resilience", "", "", "resistance", found.trough, found.resistance, ""
    yield "resilience", "", "", "recovery", found.recovered, found.recovery, ""
