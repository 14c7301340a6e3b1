"""The OpenAPI file of PxWebApi 2.0 as a judge of requests and answers, so that client and server cannot agree on an error."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft4Validator
from loopback_server import Asked, Reply


class Broken(AssertionError):  # noqa: N818 (it reads as what it says)
    """A request or an answer that the specification does not allow."""


class OpenApiRules:
    """A specification in OpenAPI 3.0."""

    def __init__(self, path: Path) -> None:
        self._judges: dict[str, Draft4Validator] = {}
        self.document = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        schemas = self.document["components"]["schemas"]
        # The file says that a moment is both a date-time and matches a pattern for a day alone; real answers are date-times.
        for schema in (schemas["updated"], schemas["Table"]["properties"]["updated"]):
            schema["pattern"] = schema["pattern"].removesuffix("$") + r"(T[0-9:.]+Z)?$"
        # It also requires a field by an older name, `values`, than the one that it describes and that servers read.
        assert schemas["VariableSelection"]["required"] == ["variableCode", "values"]
        schemas["VariableSelection"]["required"] = ["variableCode", "valueCodes"]

    def schema(self, name: str) -> Draft4Validator:
        return Draft4Validator(self._plain({"$ref": f"#/components/schemas/{name}"}))

    def judge_request(self, asked: Asked) -> str:
        """The path of the specification that the request is for. Raises Broken."""
        template = next((name for name in self.document["paths"] if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", name), asked.path)), None)
        operation = self.document["paths"].get(template, {}).get(asked.method.lower()) if template else None
        if template is None or operation is None:
            raise Broken(f"{asked.method} {asked.path} is no operation")
        declared = {item["name"]: item for item in map(self._resolved, operation.get("parameters", ())) if item["in"] == "query"}
        for name, value in asked.parameters:
            self._judge_parameter(name, value, declared)
        if asked.method == "POST":
            schema = operation["requestBody"]["content"]["application/json"]["schema"]
            if asked.headers.get("content-type") != "application/json":
                raise Broken(f"content-type {asked.headers.get('content-type')}")
            self._judge(f"POST {template}", schema, asked.json)
        return str(template)

    def _judge_parameter(self, name: str, value: str, declared: Mapping[str, Any]) -> None:
        plain = name.split("[", 1)[0]
        item = declared.get(plain)
        if item is None:
            raise Broken(f"parameter {name} is not declared")
        if (item.get("style") == "deepObject") != bool(re.fullmatch(r"\w+\[[^\]]+\]", name)):
            raise Broken(f"parameter {name} has another form")
        schema = self._plain(item["schema"])
        if item.get("style") != "deepObject" and "string" not in schema.get("type", ()):
            value = json.loads(value)
        if item.get("style") != "deepObject":
            _judge(Draft4Validator(schema), value)

    def judge_answer(self, template: str, method: str, reply: Reply) -> None:
        """Raises Broken where the specification does not allow the answer."""
        responses = self.document["paths"][template][method.lower()]["responses"]
        response = self._resolved(responses.get(str(reply.status)) or {})
        kind = reply.headers.get("Content-Type", "")
        if kind not in response.get("content", {}):
            raise Broken(f"{reply.status} {kind} is no answer of {method} {template}")
        schema = response["content"][kind]["schema"]
        # The file says no more of figures than that they are text; that the text is JSON-stat is said in the format's name.
        is_figures = reply.status == 200 and template.endswith("/data")
        schema = {"$ref": "#/components/schemas/Dataset"} if is_figures else schema
        self._judge(f"{reply.status} {method} {template}", schema, json.loads(reply.body))

    def _judge(self, name: str, schema: Any, instance: Any) -> None:
        if name not in self._judges:
            self._judges[name] = Draft4Validator(self._plain(schema))
        _judge(self._judges[name], instance)

    def _resolved(self, item: Any) -> Any:
        while "$ref" in item:
            found = self.document
            for part in item["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            item = found
        return item

    def _plain(self, schema: Any) -> Any:
        """The schema as JSON Schema 4: references resolved, `nullable` as a type."""
        if isinstance(schema, list):
            return [self._plain(item) for item in schema]
        if not isinstance(schema, dict):
            return schema
        schema = self._resolved(schema)
        plain = {
            name: self._plain(item)
            for name, item in schema.items()
            if name not in ("nullable", "example", "examples", "description", "default")
        }
        if "properties" in schema:
            plain["properties"] = {name: self._plain(item) for name, item in schema["properties"].items()}
        if schema.get("nullable") and isinstance(schema.get("type"), str):
            plain["type"] = [schema["type"], "null"]
        return plain


def _judge(judge: Draft4Validator, instance: Any) -> None:
    errors = [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in judge.iter_errors(instance)]
    if errors:
        raise Broken("; ".join(errors[:5]))


@cache
def rules_of(path: Path) -> OpenApiRules:
    return OpenApiRules(path)
