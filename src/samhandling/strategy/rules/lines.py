"""On which line each key and each list item of a TOML text stands.

`tomllib` reads values but forgets where they stood. This reads only the structure (TOML 1.0), and expects text that
`tomllib` accepts; what it cannot follow it leaves without a line.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping

Path = tuple[str | int, ...]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)+")
_SPACE = re.compile(r"[ \t]*")
_PLAIN = re.compile(r"[^,\]}\n#]+")
_STRINGS = (
    re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}', re.DOTALL),
    re.compile(r"'''.*?'{3,5}", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)


class _Reader:
    """Walks a text once from the beginning, noting the line of every path that it passes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self.lines: dict[Path, int] = {(): 1}
        self.table: Path = ()
        self.items: dict[Path, int] = {}

    def line(self) -> int:
        return bisect_right(self.starts, self.at)

    def skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def take(self, word: str) -> bool:
        if self.text.startswith(word, self.at):
            self.at += len(word)
            return True
        return False

    def string(self) -> str | None:
        for pattern in _STRINGS:
            if found := pattern.match(self.text, self.at):
                self.at = found.end()
                return found.group().strip("\"'")
        return None

    def key(self) -> Path:
        parts: list[str | int] = []
        while True:
            self.skip(_SPACE)
            part = self.string()
            if part is None:
                found = _BARE.match(self.text, self.at)
                if not found:
                    return tuple(parts)
                self.at, part = found.end(), found.group()
            parts.append(part)
            self.skip(_SPACE)
            if not self.take("."):
                return tuple(parts)

    def note(self, path: Path, line: int) -> None:
        for length in range(1, len(path) + 1):
            self.lines.setdefault(path[:length], line)

    def resolve(self, key: Path) -> Path:
        """A header's path, with the running number of the list item that it stands in."""
        path: Path = ()
        for part in key:
            path = (*path, part)
            if path in self.items:
                path = (*path, self.items[path])
        return path

    def header(self) -> None:
        line, is_list = self.line(), self.take("[[")
        if not is_list:
            self.take("[")
        key = self.key()
        if is_list:
            listed = (*self.resolve(key[:-1]), key[-1]) if key else ()
            self.items[listed] = self.items.get(listed, -1) + 1
            self.table = (*listed, self.items[listed])
        else:
            self.table = self.resolve(key)
        self.note(self.table, line)
        self.at = self.text.find("\n", self.at) if "\n" in self.text[self.at :] else len(self.text)

    def value(self, path: Path) -> None:
        self.skip(_SPACE)
        if self.take("["):
            self.array(path)
        elif self.take("{"):
            self.inline(path)
        elif self.string() is None:
            self.skip(_PLAIN)

    def array(self, path: Path) -> None:
        index = 0
        while self.at < len(self.text):
            self.skip(_BLANK)
            if self.take("]"):
                return
            before = self.at
            self.note((*path, index), self.line())
            self.value((*path, index))
            self.skip(_BLANK)
            self.take(",")
            index += 1
            if self.at == before:
                return

    def inline(self, path: Path) -> None:
        while self.at < len(self.text):
            self.skip(_BLANK)
            if self.take("}"):
                return
            before = self.at
            self.pair(path)
            self.skip(_BLANK)
            self.take(",")
            if self.at == before:
                return

    def pair(self, table: Path) -> None:
        line, key = self.line(), self.key()
        path = (*table, *key)
        self.note(path, line)
        if self.take("="):
            self.value(path)

    def read(self) -> Mapping[Path, int]:
        while True:
            self.skip(_BLANK)
            if self.at >= len(self.text):
                return self.lines
            before = self.at
            if self.text[self.at] == "[":
                self.header()
            else:
                self.pair(self.table)
            if self.at == before:
                self.at += 1


def lines_of(text: str) -> Mapping[Path, int]:
    """Line (from 1) of every key and list item: `("nodes", 3, "name", "sv")` → 41. The file itself, `()`, is line 1."""
    return _Reader(text).read()


def line_of(lines: Mapping[Path, int], path: Path) -> int:
    """The line of `path`, or of the nearest thing around it that has one."""
    while path not in lines:
        path = path[:-1]
    return lines[path]
