"""What a PX file says of its table, its variables, its values and its cells: notes, units, decimals, updates and the rest."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from samhandling.files.cube.cubes import Category, Dimension, Note, Texts
from samhandling.files.cube.faults import Faults
from samhandling.files.px.dimensions import Names, in_own
from samhandling.files.px.statements import Statement, Statements
from samhandling.ground.said import Said

Place = tuple[tuple[str, str], ...]

_NOTES = {"NOTE": False, "NOTEX": True, "VALUENOTE": False, "VALUENOTEX": True, "CELLNOTE": False, "CELLNOTEX": True}
_OF_CONTENTS = {
    "REFPERIOD": "reference_period",
    "BASEPERIOD": "base_period",
    "CFPRICES": "price",
    "STOCKFA": "measuring",
    "DAYADJ": "day_adjusted",
    "SEASADJ": "season_adjusted",
    "CONTACT": "contact",
}
_OF_VARIABLE = {"DOMAIN": "domain", "MAP": "map"}
_OF_TABLE = {
    "SUBJECT-AREA": "subject_area",
    "SUBJECT-CODE": "subject_code",
    "SURVEY": "survey",
    "LINK": "link",
    "DATABASE": "database",
    "INFOFILE": "infofile",
    "UPDATE-FREQUENCY": "update_frequency",
    "CREATION-DATE": "created",
    "DESCRIPTION": "description",
    "COPYRIGHT": "copyright",
    "OFFICIAL-STATISTICS": "official_statistics",
    "AGGREGALLOWED": "aggregation_allowed",
    "MATRIX": "matrix",
}
_DAY = re.compile(r"^(\d{4})(\d\d)(\d\d)(?:[ T]+(\d\d):?(\d\d))?$")


@dataclass(slots=True)
class Facts:
    """What is said of each part, gathered from every language."""

    notes: dict[tuple[Place, bool, int], dict[str, str]] = field(default_factory=dict)
    of_category: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    of_dimension: dict[int, dict[str, Any]] = field(default_factory=dict)
    of_table: dict[str, dict[str, str]] = field(default_factory=dict)


def iso(text: str) -> str:
    """PX's "20230525 15:42" as 2023-05-25T15:42; any other text as it stands."""
    found = _DAY.match(text.strip())
    if not found:
        return text.strip()
    day = f"{found[1]}-{found[2]}-{found[3]}"
    return f"{day}T{found[4]}:{found[5]}" if found[4] else day


def texts(read: Statements, keyword: str, names: Names) -> Texts:
    """The table's own statement with this keyword, in every language that has it."""
    found = {language: read.one(keyword, "" if language == names.own else language) for language in names.languages}
    return {language: each.text for language, each in found.items() if each}


def whole_number(read: Statements, keyword: str, faults: Faults) -> int | None:
    """The small whole number that the statement gives, None where it is not there."""
    statement = read.one(keyword)
    if statement is None:
        return None
    if statement.text.strip().isdecimal() and len(statement.text.strip()) <= 2:
        return int(statement.text)
    faults.add(statement.text, Said("ett antal decimaler", "a number of decimals"), line=statement.line, place=statement.name)
    return None


def symbols(read: Statements, names: Names) -> Mapping[str, Texts]:
    """What the file shows instead of each symbol of the figures."""
    shown = {"." * number: f"DATASYMBOL{number}" for number in range(1, 7)} | {"." * 7: "DATASYMBOLSUM", "-": "DATASYMBOLNIL"}
    found = {symbol: texts(read, keyword, names) for symbol, keyword in shown.items()}
    return {symbol: words for symbol, words in found.items() if words}


def facts(read: Statements, dimensions: tuple[Dimension, ...], names: Names, faults: Faults) -> Facts:
    """Everything that could be placed. Statements that point at what is not in the table are left untaken."""
    found = Facts()
    _notes(read, dimensions, names, found)
    contents = next((at for at, dimension in enumerate(dimensions) if dimension.role == "metric"), None)
    for statement in list(read.every("UNITS", "LAST-UPDATED", *_OF_CONTENTS)):
        _of_contents(read, statement, contents, names, found)
    for statement in list(read.every("PRECISION")):
        at = _place(statement, names)
        if len(at) == 1 and at[0][1] >= 0 and statement.text.strip().isdecimal():
            found.of_category.setdefault(at[0], {})["decimals"] = int(read.take(statement).text)
    for statement in list(read.every("ELIMINATION", *_OF_VARIABLE)):
        _of_variable(read, statement, dimensions, names, found, faults)
    for keyword, word in _OF_TABLE.items():
        if words := texts(read, keyword, names):
            found.of_table[word] = dict(words)
    return found


def completed(dimensions: tuple[Dimension, ...], found: Facts) -> tuple[Dimension, ...]:
    """The dimensions with what is said of them and of their values."""
    done = []
    for at, dimension in enumerate(dimensions):
        categories = tuple(_with(category, found.of_category.get((at, place))) for place, category in enumerate(dimension.categories))
        done.append(replace(dimension, categories=categories, **found.of_dimension.get(at, {})))
    return tuple(done)


def notes_of(found: Facts) -> tuple[Note, ...]:
    """The notes in the order of the file."""
    return tuple(Note(words, place, is_mandatory) for (place, is_mandatory, _), words in found.notes.items())


def _with(category: Category, said: dict[str, Any] | None) -> Category:
    return replace(category, **said) if said else category


def _notes(read: Statements, dimensions: tuple[Dimension, ...], names: Names, found: Facts) -> None:
    times: dict[tuple[Place, bool, str], int] = {}
    for statement in sorted(read.every(*_NOTES), key=lambda each: each.line):
        place = _note_place(statement, dimensions, names)
        if place is None:
            continue
        language, is_mandatory = in_own(statement, names), _NOTES[statement.keyword]
        which = times.get((place, is_mandatory, language), 0)
        times[place, is_mandatory, language] = which + 1
        # "#" is the format's line break within a text.
        words = read.take(statement).text.replace("#", "\n")
        found.notes.setdefault((place, is_mandatory, which), {})[language] = words


def _note_place(statement: Statement, dimensions: tuple[Dimension, ...], names: Names) -> Place | None:
    if statement.keyword.startswith("CELL"):
        return _cell_place(statement, dimensions, names)
    at = _place(statement, names)
    if len(at) != (1 if statement.subjects else 0) or (statement.keyword.startswith("VALUE") and (not at or at[0][1] < 0)):
        return None
    return tuple((dimensions[variable].id, dimensions[variable].codes[value] if value >= 0 else "") for variable, value in at)


def _cell_place(statement: Statement, dimensions: tuple[Dimension, ...], names: Names) -> Place | None:
    """One subject a variable, in the order of the table; "*" is every value."""
    if len(statement.subjects) != len(dimensions):
        return None
    place = []
    for at, subject in enumerate(statement.subjects):
        if subject == "*":
            continue
        value = names.value(at, subject, in_own(statement, names))
        if value is None:
            return None
        place.append((dimensions[at].id, dimensions[at].codes[value]))
    return tuple(place)


def _place(statement: Statement, names: Names) -> tuple[tuple[int, int], ...]:
    """((variable, value or -1),) that the subjects name; () where they name none in the table, or there are none."""
    language = in_own(statement, names)
    if not 1 <= len(statement.subjects) <= 2 or (variable := names.variable(statement.subjects[0], language)) is None:
        return ()
    if len(statement.subjects) == 1:
        return ((variable, -1),)
    value = names.value(variable, statement.subjects[1], language)
    return () if value is None else ((variable, value),)


def _of_contents(read: Statements, statement: Statement, contents: int | None, names: Names, found: Facts) -> None:
    language, keyword = in_own(statement, names), statement.keyword
    if not statement.subjects:
        if keyword in _OF_CONTENTS:
            found.of_table.setdefault(_OF_CONTENTS[keyword], {})[language] = read.take(statement).text
        return
    value = names.value(contents, statement.subjects[0], language) if contents is not None and len(statement.subjects) == 1 else None
    if contents is None or value is None:
        return
    said = found.of_category.setdefault((contents, value), {})
    # One language may be behind another; the day that does not fit stays in the rest.
    if keyword == "LAST-UPDATED" and said.get("updated", iso(statement.text)) != iso(statement.text):
        return
    text = read.take(statement).text
    if keyword == "UNITS":
        said.setdefault("unit", {})[language] = text
    elif keyword == "LAST-UPDATED":
        said["updated"] = iso(text)
    else:
        said.setdefault("about", {}).setdefault(_OF_CONTENTS[keyword], {})[language] = text


def _of_variable(
    read: Statements, statement: Statement, dimensions: tuple[Dimension, ...], names: Names, found: Facts, faults: Faults
) -> None:
    at = _place(statement, names)
    if len(at) != 1 or at[0][1] >= 0:
        return
    variable, language = at[0][0], in_own(statement, names)
    said, text = found.of_dimension.setdefault(variable, {}), read.take(statement).text
    if statement.keyword in _OF_VARIABLE:
        said.setdefault("about", {}).setdefault(_OF_VARIABLE[statement.keyword], {})[language] = text
    elif text.upper() == "YES":
        said["elimination"] = ""
    elif text.upper() != "NO":
        value = names.value(variable, text, language)
        if value is None:
            expected = Said("YES, NO eller ett av variabelns värden", "YES, NO or one of the variable's values")
            faults.add(text, expected, line=statement.line, place=statement.name)
        else:
            said["elimination"] = dimensions[variable].codes[value]


def left_over(read: Statements) -> Iterator[tuple[str, str]]:
    """(name, what stands there) of every statement that nobody took."""
    times: dict[str, int] = {}
    for statement in read.left():
        times[statement.name] = times.get(statement.name, 0) + 1
        which = f" #{times[statement.name]}" if times[statement.name] > 1 else ""
        yield statement.name + which, statement.raw
