"""Which answers an operation may give, as OpenAPI declares them."""

from typing import Any

from samhandling.web.api.problems import MEDIA_TYPE, TITLES, Problem

ALWAYS = (401, 404, 422, 429, 503)
"""Any call may have a wrong token, lead to nothing that the caller may see, be misread, come too often, or meet a database that is away."""

WRITING = (400, 413, 415)
CHANGING = (412, 428)
STATUSES = (*ALWAYS, *WRITING, *CHANGING, 405)

HEADERS: dict[int, dict[str, Any]] = {
    401: {"WWW-Authenticate": {"description": "Bearer", "schema": {"type": "string"}}},
    503: {"Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer"}}},
    429: {"Retry-After": {"description": "Seconds until there is room again", "schema": {"type": "integer"}}},
}


def answers(good: dict[int, Any], *, writes: bool = False, changes: bool = False) -> dict[int, Any]:
    """The good answers and the problems that may come instead. `changes`: made from a version, told by If-Match."""
    statuses = (*ALWAYS, *(WRITING if writes or changes else ()), *(CHANGING if changes else ()))
    return {**good, **dict.fromkeys(statuses, Problem)}


IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": False,
    "description": "The ETag of the version that the change is made from; without it the answer is 428.",
    "schema": {"type": "string"},
}
LANGUAGE = {
    "in": "header",
    "name": "Accept-Language",
    "required": False,
    "description": "sv (unless told) or en, for sentences of problems and names.",
    "schema": {"type": "string"},
}


def mended(document: dict[str, Any]) -> dict[str, Any]:
    """The document as it is answered: problems once, under their own media type; tags and the headers that take them."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    document["components"]["responses"] = {
        f"Problem{status}": {"description": TITLES[status].en, "content": content, "headers": HEADERS.get(status, {})}
        for status in STATUSES
    }
    for operations in document["paths"].values():
        for method, operation in operations.items():
            found = {str(status): _answer(int(status), answer) for status, answer in operation["responses"].items()}
            if method == "get":
                found["200"]["headers"] = {"ETag": {"description": "What this answer is", "schema": {"type": "string"}}}
                found["304"] = {"description": "You have the answer already (If-None-Match)."}
            if "428" in found:
                operation["parameters"].append(IF_MATCH)
            operation["parameters"].append(LANGUAGE)
            operation["responses"] = dict(sorted(found.items()))
    return document


def _answer(status: int, answer: dict[str, Any]) -> dict[str, Any]:
    return {"$ref": f"#/components/responses/Problem{status}"} if status in TITLES else answer
