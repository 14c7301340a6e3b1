"""Several answers as one, word for word, so that a snapshot is one sequence of bytes with one checksum."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from samhandling.figures.sources.fetching import Answer
from samhandling.figures.sources.fetching.failing import unreadable
from samhandling.ground.said import Said

_JSON = Said("JSON i UTF-8", "JSON in UTF-8")


def json_of(answer: Answer) -> Any:
    """What the answer holds. Raises FetchFailed where it is not JSON in UTF-8, as when a source shows a page about maintenance."""
    try:
        return json.loads(answer.body.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise unreadable(answer.url, f"\\x{answer.body[error.start]:02x} ({error.start})", _JSON) from None
    except (ValueError, RecursionError):
        raise unreadable(answer.url, answer.body[:120].decode("utf-8", "replace"), _JSON) from None


def json_object(answer: Answer) -> dict[str, Any]:
    """What the answer holds, where that is an object. Raises FetchFailed."""
    found = json_of(answer)
    if not isinstance(found, dict):
        raise unreadable(answer.url, answer.body[:120].decode("utf-8", "replace"), Said("ett JSON-objekt", "a JSON object"))
    return found


def plain(body: bytes) -> bytes:
    """The body without a byte order mark and white space around it."""
    return body.removeprefix(b"\xef\xbb\xbf").strip()


def collection_of(parts: Sequence[bytes]) -> bytes:
    """JSON-stat data sets as one: the only one itself, else a JSON-stat 2.0 collection that holds them as they came."""
    if len(parts) == 1:
        return parts[0]
    return b'{"version":"2.0","class":"collection","link":{"item":[' + b",\n".join(plain(part) for part in parts) + b"]}}"


def refuse_other_codes(answer: Answer, codes: Mapping[str, Sequence[str]]) -> None:
    """Raises FetchFailed where the answer holds other codes than were asked for."""
    found = json_object(answer)
    dimensions = found.get("dimension")
    for name, asked in codes.items():
        try:
            index = (dimensions or {})[name]["category"]["index"]
            has = set(map(str, index))
        except (KeyError, TypeError, AttributeError):
            raise unreadable(answer.url, name, Said(f"ett svar med variabeln {name}", f"an answer with the variable {name}")) from None
        if has != set(asked):
            different = ", ".join(f"{name}={code}" for code in sorted(has ^ set(asked))[:10])
            raise unreadable(answer.url, different, Said("just de koder som frågan gällde", "exactly the codes that were asked for"))


def _no_constant(name: str) -> Any:
    raise ValueError(name)
