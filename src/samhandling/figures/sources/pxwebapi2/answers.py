"""What the interface tells of itself and its tables, as plain values. Fields by the specification; what is missing is empty."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from samhandling.figures.sources.fetching.failing import unreadable
from samhandling.figures.sources.moments import moment_of
from samhandling.ground.said import Said


@dataclass(frozen=True, slots=True)
class Config:
    """What the interface allows: cells in one call, calls in a window of seconds, languages and formats, and under what licence."""

    languages: tuple[str, ...]
    default_language: str
    most_cells: int
    most_calls: int
    window_seconds: int
    licence: str
    formats: tuple[str, ...]
    references: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableFound:
    """A table in the list of tables."""

    id: str
    label: str
    updated: date | datetime | None
    first_period: str
    last_period: str
    variables: tuple[str, ...]
    source: str
    is_discontinued: bool


@dataclass(frozen=True, slots=True)
class TableVariable:
    """A variable of a table. `codelists`: ids of groupings and sets of values. What can be eliminated may be left out of a selection."""

    label: str
    codes: tuple[str, ...]
    can_be_eliminated: bool
    codelists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableMetadata:
    """A table without its figures."""

    id: str
    title: str
    source: str
    updated: date | datetime | None
    next_update: date | datetime | None
    variables: Mapping[str, TableVariable]
    is_discontinued: bool


@dataclass(frozen=True, slots=True)
class Codelist:
    """A grouping ("Aggregation") or a set of values ("Valueset"): code → the codes of the table that it stands for."""

    id: str
    label: str
    kind: str
    values: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]


def config_of(found: Mapping[str, Any], url: str) -> Config:
    """The configuration. Raises FetchFailed where a needed field is missing or of another type."""
    try:
        return Config(
            languages=tuple(str(language["id"]) for language in found["languages"]),
            default_language=str(found["defaultLanguage"]),
            most_cells=int(found["maxDataCells"]),
            most_calls=int(found["maxCallsPerTimeWindow"]),
            window_seconds=int(found["timeWindow"]),
            licence=str(found["license"]),
            # An older edition of the specification had no list of formats; JSON-stat is then the one that all of them have.
            formats=tuple(str(name) for name in found.get("dataFormats", ["json-stat2"])),
            references={str(item["language"]): str(item["text"]) for item in found.get("sourceReferences") or ()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _strange(url, error, "ConfigResponse") from None


def table_of(found: Mapping[str, Any], url: str) -> TableFound:
    """A table of the list. Raises FetchFailed."""
    try:
        return TableFound(
            id=str(found["id"]),
            label=str(found["label"] or ""),
            updated=moment_of(found["updated"]),
            first_period=str(found["firstPeriod"] or ""),
            last_period=str(found["lastPeriod"] or ""),
            variables=tuple(str(name) for name in found["variableNames"]),
            source=str(found.get("source") or ""),
            is_discontinued=found.get("discontinued") is True,
        )
    except (KeyError, TypeError) as error:
        raise _strange(url, error, "Table") from None


def metadata_of(found: Mapping[str, Any], table: str, url: str) -> TableMetadata:
    """A table's metadata. Raises FetchFailed."""
    try:
        extension = found.get("extension") or {}
        return TableMetadata(
            id=table,
            title=str(found.get("label", "")),
            source=str(found.get("source", "")),
            updated=moment_of(found.get("updated")),
            next_update=moment_of((extension.get("px") or {}).get("nextUpdate")),
            variables={str(code): _variable(found["dimension"][code]) for code in found["id"]},
            is_discontinued=extension.get("discontinued") is True,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise _strange(url, error, "Dataset") from None


def _variable(found: Mapping[str, Any]) -> TableVariable:
    index = found["category"]["index"]
    extension = found.get("extension") or {}
    # JSON-stat allows a list too; an object gives each code its place.
    codes = [str(code) for code in index] if isinstance(index, list) else sorted(index, key=lambda code: int(index[code]))
    return TableVariable(
        label=str(found.get("label", "")),
        codes=tuple(codes),
        can_be_eliminated=extension.get("elimination") is True,
        codelists=tuple(str(item["id"]) for item in extension.get("codelists") or extension.get("codeLists") or ()),
    )


def codelist_of(found: Mapping[str, Any], url: str) -> Codelist:
    """A codelist. Raises FetchFailed."""
    try:
        values = found["values"]
        return Codelist(
            id=str(found["id"]),
            label=str(found["label"]),
            kind=str(found["type"]),
            values={str(value["code"]): tuple(str(code) for code in value.get("valueMap") or (value["code"],)) for value in values},
            labels={str(value["code"]): str(value.get("label", value.get("value", value["code"]))) for value in values},
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise _strange(url, error, "CodelistResponse") from None


def _strange(url: str, error: Exception, schema: str) -> Exception:
    read = f"{type(error).__name__}: {error}"
    return unreadable(url, read, Said(f"ett svar enligt PxWebApi 2.0 ({schema})", f"an answer by PxWebApi 2.0 ({schema})"))
