"""The dimensions of a JSON-stat data set: codes from index as list or object, labels, children, units, notes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from samhandling.files.cube.cubes import Category, Dimension, Note, Role
from samhandling.files.json_stat.tree import Node
from samhandling.ground.said import Said

_ROLES: tuple[Role, ...] = ("time", "geo", "metric")
# PxWeb's facts of what is measured, by code of the category.
_OF_CATEGORY = {
    "refperiod": "reference_period",
    "basePeriod": "base_period",
    "priceType": "price",
    "measuringType": "measuring",
    "adjustment": "season_adjusted",
}


def dimension(node: Node, name: str, size: int | None, language: str) -> tuple[Dimension, list[Note]]:
    """(the dimension under `node`, the notes on it). `size` is what the data set says; None where it does not."""
    category = node.node("category")
    codes = _codes(category, size)
    labels = _by_code(category, "label", codes, str)
    children = _by_code(category, "child", codes, list)
    known = frozenset(codes)
    units = {code: _unit(category.node("unit"), code) for code in codes if code in category.node("unit").content}
    extension = node.node("extension")
    about = {word: _by_code(extension, key, codes, str) for key, word in _OF_CATEGORY.items()}
    categories = tuple(
        Category(
            code,
            {language: labels.get(code, code)},
            {language: units[code][0]} if units.get(code, ("", None))[0] else {},
            units.get(code, ("", None))[1],
            "",
            _children(category, code, children.get(code, []), known),
            {word: {language: facts[code]} for word, facts in about.items() if code in facts},
        )
        for code in codes
    )
    notes = [
        *_notes(node, "note", ((name, ""),), extension.raw("noteMandatory"), language),
        *_category_notes(category, name, codes, extension, language),
    ]
    elimination = _elimination(extension, codes)
    return Dimension(name, {language: node.text("label") or name}, categories, "", elimination), notes


def with_roles(found: tuple[Dimension, ...], roles: Node) -> tuple[Dimension, ...]:
    """The same with what "role" says: which are times, places and what is measured. Other roles stay in the rest."""
    said: dict[str, Role] = {}
    for role in _ROLES:
        names = roles.raw(role)
        for name in [names] if isinstance(names, str) else names or ():
            said[str(name)] = role
    unknown = [name for name in said if name not in {each.id for each in found}]
    if unknown:
        roles.unlike("", unknown, Said("dimensioner som finns i datamängden", "dimensions that are in the data set"))
    return tuple(replace(each, role=said.get(each.id, "")) for each in found)


def noted(node: Node, key: str, mandatory: Any, language: str) -> list[Note]:
    """The notes of the whole data set."""
    return list(_notes(node, key, (), mandatory, language))


def _codes(category: Node, size: int | None) -> tuple[str, ...]:
    index = category.raw("index")
    if index is None:
        labels = category.content.get("label")
        # Without index there is one category only, told by its label.
        codes = [*labels] if isinstance(labels, dict) and len(labels) == 1 else []
    elif isinstance(index, dict):
        codes = sorted(index, key=lambda code: index[code] if type(index[code]) is int else -1)
        if [index[code] for code in codes] != list(range(len(codes))) or any(type(at) is not int for at in index.values()):
            category.unlike(
                "index", index, Said(f"varje plats från 0 till {len(codes) - 1} en gång", f"each place from 0 to {len(codes) - 1} once")
            )
    else:
        codes = index if isinstance(index, list) else []
        if not isinstance(index, list) or any(not isinstance(code, str) for code in codes) or len(set(map(str, codes))) < len(codes):
            category.unlike("index", index, Said("koder som är texter, varje kod en gång", "codes that are texts, each code once"))
            codes = list(dict.fromkeys(str(code) for code in codes))
    if (size is not None and len(codes) != size) or not codes:
        expected = Said(
            f"{size or 'minst 1'} koder, så många som datamängden anger", f"{size or 'at least 1'} codes, as many as the data set says"
        )
        category.unlike("index", len(codes), expected)
    return tuple(codes)


def _by_code(node: Node, key: str, codes: tuple[str, ...], kind: type) -> dict[str, Any]:
    """What the object under the key says of each code. What it says of other codes is left."""
    inner = node.node(key)
    found = {}
    for code in codes:
        if code in inner.content and isinstance(inner.content[code], kind):
            found[code] = inner.raw(code)
    return found


def _unit(units: Node, code: str) -> tuple[str, int | None]:
    """(the unit's words, its decimals). PxWeb writes them under "base", others under "label"."""
    unit = units.node(code)
    words = unit.text("label") or unit.text("base")
    decimals = unit.raw("decimals")
    if decimals is None or (type(decimals) is int and 0 <= decimals < 100):
        return words, decimals
    unit.unlike("decimals", decimals, Said("ett antal decimaler", "a number of decimals"))
    return words, None


def _children(category: Node, code: str, children: list[Any], known: frozenset[str]) -> tuple[str, ...]:
    if unknown := [child for child in children if not isinstance(child, str) or child not in known]:
        expected = Said("koder i samma dimension", "codes of the same dimension")
        category.unlike(f"child.{code}", unknown, expected)
    return tuple(child for child in children if isinstance(child, str) and child in known)


def _elimination(extension: Node, codes: tuple[str, ...]) -> str | None:
    code, may = extension.text("eliminationValueCode"), extension.flag("elimination")
    if code and code not in codes:
        extension.unlike("eliminationValueCode", code, Said("en kod i dimensionen", "a code of the dimension"))
    return (code or "") if may or code else None


def _notes(node: Node, key: str, place: tuple[tuple[str, str], ...], mandatory: Any, language: str) -> Iterator[Note]:
    found = node.raw(key)
    flags = mandatory if isinstance(mandatory, Mapping) else {}
    for at, text in enumerate([found] if isinstance(found, str) else found or () if isinstance(found, list) else ()):
        if isinstance(text, str):
            yield Note({language: text}, place, flags.get(str(at)) is True)
        else:
            node.unlike(key, text, Said("en text", "a text"))
    if found is not None and not isinstance(found, (str, list)):
        node.unlike(key, found, Said("en lista med texter", "a list of texts"))


def _category_notes(category: Node, name: str, codes: tuple[str, ...], extension: Node, language: str) -> Iterator[Note]:
    notes, mandatory = category.node("note"), extension.node("categoryNoteMandatory")
    for code in codes:
        if code in notes.content:
            yield from _notes(notes, code, ((name, code),), mandatory.raw(code), language)
