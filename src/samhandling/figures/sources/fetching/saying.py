"""What a source says when it refuses, cut to a line that a person can read."""

import json
import re
from typing import Any

_MOST_CHARACTERS = 300
_TAG = re.compile(r"<[^<>]{0,500}>")


def first_words(body: bytes) -> str:
    """The message in an error's body: problem+json, Eurostat's labels, a SOAP fault, or the first words of a text."""
    text = body[:20_000].decode("utf-8", "replace")
    try:
        said = " ".join(_messages(json.loads(text)))
    except (ValueError, RecursionError):
        fault = re.search(r"<faultstring>(.{1,1000}?)</faultstring>", text, re.DOTALL)
        said = fault.group(1) if fault else _TAG.sub(" ", text)
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in said).split())
    return plain if len(plain) <= _MOST_CHARACTERS else f"{plain[:_MOST_CHARACTERS]}…"


def _messages(found: Any) -> list[str]:
    match found:
        case str():
            return [found]
        case list():
            return [message for item in found[:5] for message in _messages(item)]
        case dict():
            nested = [found[name] for name in ("error", "warning", "errors") if isinstance(found.get(name), dict | list | str)]
            own = [found[name] for name in ("title", "detail", "label", "message") if isinstance(found.get(name), str | list)]
            return [message for item in [*own, *nested] for message in _messages(item)]
    return []
