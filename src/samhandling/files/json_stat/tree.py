"""A JSON file as a tree to be picked: what is understood is taken out, and what is left is the rest, word for word."""

import json
import math
import re
from typing import Any

from samhandling.files.cube.faults import FETCH_AGAIN, Faults
from samhandling.files.decoding import encoding_of
from samhandling.files.json_stat.cut import Cut, cut
from samhandling.ground.said import Said

_LONGEST_INTEGER = 300
_ESCAPED = re.compile(rb"\\u(?:0000|[dD][89abcdefABCDEF])")
_KINDS = {
    str: Said("en text", "a text"),
    dict: Said("ett objekt {...}", "an object {...}"),
    list: Said("en lista [...]", "a list [...]"),
    bool: Said("true eller false", "true or false"),
}


def parsed(data: bytes, faults: Faults, depth: int) -> Any:
    """The content of a JSON file; long lists of figures come back as Cut. Raises Refused: not JSON, keys twice, too deep."""
    encoding = encoding_of(data)
    if encoding.codec == "cp1252":
        raise _no_utf8(data, faults)
    plain = data if encoding.codec == "utf-8" else data.decode(encoding.codec).encode()
    text, cuts = cut(plain)
    try:
        content = json.loads(
            text.decode(),
            object_pairs_hook=lambda pairs: _object(pairs, cuts, plain, faults),
            parse_int=lambda word: _integer(word, faults),
            parse_constant=lambda word: _no_constant(word, faults),
        )
    except json.JSONDecodeError as error:
        broken = Said(
            f"JSON; filen är bruten vid tecken {error.colno} på raden", f"JSON; the file breaks at character {error.colno} of the line"
        )
        raise faults.stop(error.doc[error.pos : error.pos + 20], broken, FETCH_AGAIN, error.lineno) from None
    except RecursionError:
        raise _too_deep(depth, faults) from None
    if _is_deeper(content, depth):
        raise _too_deep(depth, faults)
    if _ESCAPED.search(text):
        _refuse_no_text(content, faults)
    faults.refuse_any()
    return content


class Node:
    """One object of the tree and where it stands. Each method takes a key out; what has another form is a fault and is taken too."""

    def __init__(self, content: dict[str, Any], path: str, faults: Faults) -> None:
        self.content = content
        self.path = path
        self.faults = faults

    def at(self, key: str) -> str:
        """The path of a key."""
        return f"{self.path}.{key}" if self.path else key

    def raw(self, key: str) -> Any:
        """Whatever stands there; None where nothing does."""
        return self.content.pop(key, None)

    def text(self, key: str) -> str:
        """A text; "" where there is none."""
        return self._one(key, str) or ""

    def flag(self, key: str) -> bool | None:
        """true or false; None where it is not there."""
        found: bool | None = self._one(key, bool)
        return found

    def listed(self, key: str) -> list[Any] | None:
        """A list."""
        found: list[Any] | None = self._one(key, list)
        return found

    def node(self, key: str) -> "Node":
        """The object under the key, left in place so that its own rest stays; an empty one where there is none."""
        found = self.content.get(key)
        if isinstance(found, dict):
            return Node(found, self.at(key), self.faults)
        if found is not None:
            self.unlike(key, self.raw(key), _KINDS[dict])
        return Node({}, self.at(key), self.faults)

    def unlike(self, key: str, read: Any, expected: Said) -> None:
        """A fault about what stands under the key."""
        self.faults.add(shown(read), expected, place=self.at(key))

    def _one(self, key: str, kind: type) -> Any:
        found = self.content.pop(key, None)
        if found is not None and not isinstance(found, kind):
            self.unlike(key, found, _KINDS[kind])
            return None
        return found


def rest(content: Any) -> Any:
    """What is left of a tree, without objects that have been emptied; Cut lists become lists again."""
    if isinstance(content, Cut):
        return content.plain()
    if isinstance(content, list):
        return [rest(each) for each in content]
    if not isinstance(content, dict):
        return content
    return {key: rest(value) for key, value in content.items() if not _is_emptied(value)}


def shown(value: Any) -> str:
    """A value as it stands in a fault."""
    return "[...]" if isinstance(value, Cut) else json.dumps(rest(value), ensure_ascii=False)


def _is_emptied(value: Any) -> bool:
    return isinstance(value, dict) and all(_is_emptied(inner) for inner in value.values())


def _object(pairs: list[tuple[str, Any]], cuts: dict[str, Cut], plain: bytes, faults: Faults) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = dict.fromkeys(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        faults.add(", ".join(twice), Said("varje nyckel en enda gång i ett objekt", "each key only once in an object"))
    for key in ("value", "status"):
        if isinstance(mark := found.get(key), str) and mark in cuts:
            found[key] = cuts[mark]
    return found


def _integer(word: str, faults: Faults) -> float:
    if len(word) > _LONGEST_INTEGER:
        faults.add(word, Said(f"ett tal med högst {_LONGEST_INTEGER} siffror", f"a number of at most {_LONGEST_INTEGER} digits"))
        return math.nan
    return int(word)


def _no_constant(word: str, faults: Faults) -> float:
    faults.add(word, Said("ett tal eller null; NaN och Infinity finns inte i JSON", "a number or null; NaN and Infinity are not in JSON"))
    return math.nan


def _no_utf8(data: bytes, faults: Faults) -> Exception:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        expected = Said("text kodad som UTF-8, som JSON alltid är", "text encoded as UTF-8, as JSON always is")
        return faults.stop(f"\\x{data[error.start]:02x}", expected, FETCH_AGAIN, line)
    return ValueError("UTF-8")


def _refuse_no_text(content: Any, faults: Faults) -> None:
    """A zero character and half of a surrogate pair can be written in JSON, but no database stores them as text."""
    if isinstance(content, str):
        if "\0" in content or any("\ud800" <= letter <= "\udfff" for letter in content):
            expected = Said("text utan nolltecken och halva tecken", "text without null characters and half characters")
            faults.add(ascii(content)[1:-1], expected)
    elif isinstance(content, dict):
        for key, value in content.items():
            _refuse_no_text(key, faults)
            _refuse_no_text(value, faults)
    elif isinstance(content, list):
        for value in content:
            _refuse_no_text(value, faults)


def _is_deeper(content: Any, depth: int) -> bool:
    level = [content]
    for _ in range(depth + 1):
        level = [inner for each in level if isinstance(each, (dict, list)) for inner in (each.values() if isinstance(each, dict) else each)]
        if not level:
            return False
    return True


def _too_deep(depth: int, faults: Faults) -> Exception:
    return faults.stop("[[[...", Said(f"värden nästlade i högst {depth} nivåer", f"values nested at most {depth} levels deep"))
