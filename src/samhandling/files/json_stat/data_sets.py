"""JSON-stat 1.x and 2.0: every data set of a file as a cube.

Source: json-stat.org/format (2.0) and its older bundles; PxWeb's and Eurostat's extensions as their services write them.
"""

from dataclasses import replace
from typing import Any

from samhandling.files.cube.cubes import UNDETERMINED, Cube, Dimension, Note, Texts, cells_of
from samhandling.files.cube.faults import CUBE_LIMITS, TELL_SOURCE, CubeLimits, Faults
from samhandling.files.json_stat.dimensions import dimension, noted, with_roles
from samhandling.files.json_stat.tree import Node, parsed, rest, shown
from samhandling.files.json_stat.values import cells, no_cells
from samhandling.files.stopping import too_large
from samhandling.ground.said import Said

_FORM = Said(
    'JSON-stat: ett objekt med "dimension" och "value", en samling av sådana, eller sådana under var sitt namn',
    'JSON-stat: an object with "dimension" and "value", a collection of such, or such under a name each',
)
_ASK_FOR_IT = Said(
    "Be källan om formatet json-stat2 (JSON-stat 2.0) och läs in det svaret.",
    "Ask the source for the format json-stat2 (JSON-stat 2.0) and load that answer.",
)
_ELSEWHERE = Said(
    "Filen är en samling som bara pekar på tabellen; dess siffror finns på adressen.",
    "The file is a collection that only points at the table; its figures are at the address.",
)
_OF_PX = {
    "subject-area": "subject_area",
    "subject-code": "subject_code",
    "infofile": "infofile",
    "matrix": "matrix",
    "survey": "survey",
    "link": "link",
    "updateFrequency": "update_frequency",
    "description": "description",
    "database": "database",
}


def read_json_stat(data: bytes, file: str = "", limits: CubeLimits = CUBE_LIMITS) -> list[Cube]:
    """The cubes in the bytes of a JSON-stat file, in the order of the file; `file` is its name, for the places of faults.

    A text among the values is no number: the cell has no value, and the text is its status. A data set without values, or one that
    a collection only points at, is a cube without cells. Raises Refused with up to twenty faults, each with its path in the JSON.
    """
    if len(data) > limits.file_bytes:
        raise too_large(len(data), limits.file_bytes)
    faults = Faults(file)
    content = parsed(data, faults, limits.depth)
    if not isinstance(content, dict):
        raise faults.stop(shown(content), _FORM, _ASK_FOR_IT)
    found = _data_sets(content, faults)
    if not found:
        raise faults.stop(", ".join(content), _FORM, _ASK_FOR_IT)
    if len(found) > limits.cubes:
        raise faults.too_many(len(found), limits.cubes, "tabeller", "tables")
    cubes = [_cube(node, part, faults, limits) for node, part in found]
    faults.refuse_any()
    around = rest({key: value for key, value in content.items() if content is not found[0][0].content})
    return [replace(cubes[0], rest={**cubes[0].rest, "(file)": around}), *cubes[1:]] if around else cubes


def _data_sets(content: dict[str, Any], faults: Faults) -> list[tuple[Node, str]]:
    """Every data set and its name in the file, taken out of what is around it."""
    if _is_data_set(content) or content.get("class") in ("dataset", "dimension"):
        return [(Node(content, "", faults), "")]
    if content.get("class") == "collection":
        items = Node(content, "", faults).node("link").listed("item") or []
        return [(Node(item, f"link.item[{at}]", faults), str(at)) for at, item in enumerate(items) if isinstance(item, dict)]
    names = [name for name, value in content.items() if isinstance(value, dict) and _is_data_set(value)]
    return [(Node(content.pop(name), name, faults), name) for name in names]


def _is_data_set(content: dict[str, Any]) -> bool:
    inner = content.get("dimension")
    return isinstance(inner, dict) and ("value" in content or "id" in content or "id" in inner)


def _cube(node: Node, part: str, faults: Faults, limits: CubeLimits) -> Cube:
    px = node.node("extension").node("px")
    language = px.text("language") or node.text("language").lower() or UNDETERMINED
    kind = node.raw("class")
    is_elsewhere = kind == "dataset" and not node.content.keys() & {"dimension", "value", "id", "size"}
    if kind == "dimension":
        found, notes = _lone_dimension(node, part, language)
    else:
        found, notes = _dimensions(node, language, limits)
        notes = [*noted(node, "note", node.node("extension").raw("noteMandatory"), language), *notes]
    read = no_cells()
    # PxWeb's metadata is a data set whose list of values is empty.
    if node.content.get("value") not in (None, []) and kind != "dimension":
        count = cells_of(found)
        if count > limits.cells:
            raise faults.too_many(count, limits.cells, "celler", "cells")
        read = cells(node, count, language) if found and not faults.found else read
    elif "value" in node.content:
        node.raw("value")
    if not found and not is_elsewhere and not faults.found:
        faults.add("{}", Said("minst en dimension", "at least one dimension"), TELL_SOURCE, place=node.at("dimension"))
    made = Cube(
        "json-stat",
        px.text("tableid") or node.text("code") or part,
        (language,),
        _words(node.text("label") or node.text("title"), language),
        found,
        read.values,
        read.status,
        part,
        contents=_words(px.text("contents"), language),
        decimals=_decimals(px),
        updated=node.text("updated"),
        next_update=px.text("nextUpdate") or node.node("extension").text("nextUpdate"),
        source=_words(node.text("source"), language),
        address=node.text("href"),
        symbols=read.words,
        notes=tuple(notes),
        about={word: {language: px.text(key)} for key, word in _OF_PX.items() if isinstance(px.content.get(key), str)},
        remarks=(_ELSEWHERE,) if is_elsewhere else (),
    )
    left = rest(node.content)
    return replace(made, rest={key: value for key, value in left.items() if key != "version"})


def _dimensions(node: Node, language: str, limits: CubeLimits) -> tuple[tuple[Dimension, ...], list[Note]]:
    """The dimensions of a data set. Before 2.0, "id", "size" and "role" stood among the dimensions themselves."""
    inner = node.node("dimension")
    head = node if "id" in node.content else inner
    names, sizes = head.listed("id") or [], head.listed("size") or []
    if len(names) > limits.dimensions:
        raise node.faults.too_many(len(names), limits.dimensions, "dimensioner", "dimensions")
    if any(not isinstance(name, str) for name in names) or len(set(map(str, names))) < len(names):
        head.unlike("id", names, Said("namn på dimensioner, varje namn en gång", "names of dimensions, each name once"))
        return (), []
    if len(sizes) != len(names) or any(type(size) is not int or size < 1 for size in sizes):
        head.unlike("size", sizes, Said(f"{len(names)} antal, ett för varje dimension", f"{len(names)} counts, one for each dimension"))
        return (), []
    if sum(sizes) > limits.categories:
        raise node.faults.too_many(sum(sizes), limits.categories, "värden i dimensionerna", "values of dimensions")
    found, notes = [], []
    for name, size in zip(names, sizes, strict=True):
        if name not in inner.content:
            inner.unlike(name, None, Said("en beskrivning av dimensionen", "a description of the dimension"))
            continue
        read, said = dimension(inner.node(name), name, size, language)
        found.append(read)
        notes += said
    role = "role" if "role" in head.content else ""
    return with_roles(tuple(found), head.node(role)) if role else tuple(found), notes


def _lone_dimension(node: Node, part: str, language: str) -> tuple[tuple[Dimension, ...], list[Note]]:
    """A file that is one dimension: a list of codes with their labels."""
    label = node.content.get("label")
    read, notes = dimension(node, part or "dimension", None, language)
    if label is not None:
        node.content["label"] = label
    return (read,), notes


def _decimals(px: Node) -> int | None:
    found = px.raw("decimals")
    if found is None or (type(found) is int and 0 <= found < 100):
        return found
    px.unlike("decimals", found, Said("ett antal decimaler", "a number of decimals"))
    return None


def _words(text: str, language: str) -> Texts:
    return {language: text} if text else {}
