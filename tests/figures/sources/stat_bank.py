"""A PxWebApi 2.0 site in small: real tables, the specification as judge of every request and every answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import Any
from urllib.parse import unquote

from loopback_server import Asked, Reply, json_reply
from openapi_rules import OpenApiRules

Cell = tuple[float | None, str]
CellOf = Callable[[Mapping[str, str]], Cell]


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Reply:
    return json_reply({"title": "Problem", "status": status, "detail": detail}, status, headers, "application/problem+json")


@dataclass
class StatBank:
    """`tables`: metadata (a JSON-stat data set without values) and the figure of each cell. `strange` replaces an answer by path."""

    rules: OpenApiRules
    config: dict[str, Any]
    tables: dict[str, tuple[dict[str, Any], CellOf]]
    listed: list[dict[str, Any]] = field(default_factory=list)
    codelists: dict[str, dict[str, Any]] = field(default_factory=dict)
    page_size: int = 2
    strange: Callable[[Asked, Reply], Reply] | None = None

    def __call__(self, asked: Asked) -> Reply:
        template = self.rules.judge_request(asked)
        reply = self._answer(asked, template)
        self.rules.judge_answer(template, asked.method, reply)
        return self.strange(asked, reply) if self.strange else reply

    def _answer(self, asked: Asked, template: str) -> Reply:
        name = unquote(asked.path.strip("/").split("/")[1]) if template.count("/") > 1 else ""
        match template:
            case "/config":
                return json_reply(self.config)
            case "/tables":
                return self._list(asked)
            case "/codelists/{id}":
                return json_reply(self.codelists[name]) if name in self.codelists else problem(404, f"No codelist {name}")
        if name not in self.tables:
            return problem(404, f"Node with id, {name} can not be found")
        return json_reply(self.tables[name][0]) if template.endswith("/metadata") else self._figures(name, asked)

    def _list(self, asked: Asked) -> Reply:
        found = [table for table in self.listed if (asked.parameter("query") or "").casefold() in table["label"].casefold()]
        page = int(asked.parameter("pageNumber") or 1)
        pages = max(1, -(-len(found) // self.page_size))
        info = {"pageNumber": page, "pageSize": self.page_size, "totalElements": len(found), "totalPages": pages}
        shown = found[(page - 1) * self.page_size : page * self.page_size]
        return json_reply({"language": "sv", "tables": shown, "page": info})

    def _figures(self, name: str, asked: Asked) -> Reply:
        metadata, cell_of = self.tables[name]
        chosen, lists = _chosen(asked)
        axes = []
        for variable in metadata["id"]:
            axis = self._axis(metadata, variable, chosen.get(variable), lists.get(variable))
            if isinstance(axis, Reply):
                return axis
            axes.append(axis)
        shown = [axis for axis in axes if axis.is_shown]
        if prod(len(axis.codes) for axis in shown) > self.config["maxDataCells"]:
            return problem(403, "The query resulted in cell that exceeds the number of allowed.")
        return json_reply(_dataset(metadata, axes, cell_of))

    def _axis(self, metadata: Mapping[str, Any], variable: str, codes: Sequence[str] | None, codelist: str | None) -> "Axis | Reply":
        dimension = metadata["dimension"][variable]
        own = {code: (dimension["category"]["label"][code], (code,)) for code in dimension["category"]["index"]}
        if codelist:
            own = {value["code"]: (value["label"], tuple(value["valueMap"])) for value in self.codelists[codelist]["values"]}
        if codes is None:
            eliminated = dimension["extension"].get("eliminationValueCode")
            if not dimension["extension"]["elimination"]:
                return problem(400, f"Missing selection for mandatory variable {variable}")
            members = (eliminated,) if eliminated else tuple(own)
            return Axis(variable, {"": ("", members)}, False)
        unknown = [code for code in codes if code not in own]
        if unknown:
            return problem(400, f"Value, {unknown[0]} is not a valid value code for variable {variable}")
        return Axis(variable, {code: own[code] for code in codes}, True)


@dataclass(frozen=True)
class Axis:
    variable: str
    codes: Mapping[str, tuple[str, tuple[str, ...]]]
    is_shown: bool


def _chosen(asked: Asked) -> tuple[dict[str, list[str]], dict[str, str]]:
    if asked.method == "POST":
        items = asked.json["selection"]
        lists = {item["variableCode"]: item["codelist"] for item in items if item.get("codelist")}
        return {item["variableCode"]: item["valueCodes"] for item in items}, lists
    named = {name: value for name, value in asked.parameters if "[" in name}
    codes = {name[len("valuecodes[") : -1]: value.split(",") for name, value in named.items() if name.startswith("valuecodes[")}
    return codes, {name[len("codelist[") : -1]: value for name, value in named.items() if name.startswith("codelist[")}


def _dataset(metadata: Mapping[str, Any], axes: Sequence[Axis], cell_of: CellOf) -> dict[str, Any]:
    values: list[float | None] = []
    status: dict[str, str] = {}
    for at, combination in enumerate(product(*([members for _, members in axis.codes.values()] for axis in axes))):
        cells = [cell_of(dict(zip([axis.variable for axis in axes], codes, strict=True))) for codes in product(*combination)]
        numbers = [value for value, _ in cells if value is not None]
        values.append(sum(numbers) if numbers else None)
        if cells[0][1]:
            status[str(at)] = cells[0][1]
    shown = [axis for axis in axes if axis.is_shown]
    dimension = {axis.variable: _dimension(metadata["dimension"][axis.variable], axis) for axis in shown}
    ids = [axis.variable for axis in shown]
    role = {name: [variable for variable in variables if variable in ids] for name, variables in metadata["role"].items()}
    kept = {name: metadata[name] for name in ("version", "class", "label", "source", "updated")}
    found = {**kept, "role": role, "id": ids, "size": [len(axis.codes) for axis in shown], "dimension": dimension, "value": values}
    return {**found, "status": status} if status else found


def _dimension(whole: Mapping[str, Any], axis: Axis) -> dict[str, Any]:
    category = {
        "index": {code: at for at, code in enumerate(axis.codes)},
        "label": {code: label for code, (label, _) in axis.codes.items()},
    }
    if "unit" in whole["category"]:
        category["unit"] = {code: whole["category"]["unit"][code] for code in axis.codes}
    return {"label": whole["label"], "category": category, "extension": _extension(whole["extension"], axis)}


def _extension(whole: Mapping[str, Any], axis: Axis) -> dict[str, Any]:
    """What is said of the dimension, without a value that is not in the answer."""
    return {name: item for name, item in whole.items() if name != "eliminationValueCode" or item in axis.codes}
