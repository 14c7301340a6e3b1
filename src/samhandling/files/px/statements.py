"""The keyword part of a PX file: statements KEYWORD[language]("subject","subject")=value,value; with the line where each begins."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samhandling.files.cube.faults import FETCH_AGAIN, Faults
from samhandling.ground.said import Said

_TOKEN = re.compile(r'"(?P<text>[^"]*)"|(?P<mark>[=;,()\[\]])|(?P<word>[^\s"=;,()\[\]]+)|(?P<space>\s+)')
_HEAD = re.compile(
    r'\s*+([A-Za-z][A-Za-z0-9_\-]*+)\s*+(?:\[\s*+"?([^\]"]*+)"?\s*+\]\s*+)?(?:\(((?:\s*+(?:"[^"]*+"|[^"()\s,]++)\s*+,?)*+)\s*+\)\s*+)?$'
)
_BLANK = re.compile(r"\s*")
_SUBJECT = re.compile(r'"([^"]*)"|([^"()\s,]+)')
_FORM = Said('ett nyckelord, "=" och ett värde, avslutat med semikolon', 'a keyword, "=" and a value, ended by a semicolon')

Name = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement. `values` without their quotation marks and with texts that stand on several lines joined; `raw` word for word."""

    keyword: str
    language: str
    subjects: tuple[str, ...]
    values: tuple[str, ...]
    raw: str
    line: int

    @property
    def name(self) -> str:
        """Keyword, language and subjects as the file writes them."""
        language = f"[{self.language}]" if self.language else ""
        subjects = "(" + ",".join(f'"{subject}"' for subject in self.subjects) + ")" if self.subjects else ""
        return f"{self.keyword}{language}{subjects}"

    @property
    def text(self) -> str:
        """The values as one text."""
        return ",".join(self.values)


class Statements:
    """The statements of a file, to be taken one by one; `left` are those that nobody took."""

    def __init__(self, statements: Iterator[Statement], faults: Faults) -> None:
        self._faults = faults
        self._by_keyword: dict[str, list[Statement]] = {}
        self._by_name: dict[Name, list[Statement]] = {}
        self._taken: set[int] = set()
        for statement in statements:
            self._by_keyword.setdefault(statement.keyword, []).append(statement)
            self._by_name.setdefault((statement.keyword, statement.language, statement.subjects), []).append(statement)

    def every(self, *keywords: str) -> Iterator[Statement]:
        """Every statement with one of these keywords, without taking it."""
        for keyword in keywords:
            yield from self._by_keyword.get(keyword, ())

    def take(self, statement: Statement) -> Statement:
        """Mark the statement as read."""
        self._taken.add(id(statement))
        return statement

    def one(self, keyword: str, language: str = "", subject: str | None = None) -> Statement | None:
        """The only statement with this name, taken. Two that differ are a fault."""
        subjects = () if subject is None else (subject,)
        found = self._by_name.get((keyword, language, subjects), [])
        for again in found[1:]:
            self.take(again)
            if again.values != found[0].values:
                self._faults.add(
                    again.raw, Said("samma uppgift bara en gång", "the same statement only once"), line=again.line, place=again.name
                )
        return self.take(found[0]) if found else None

    def left(self) -> list[Statement]:
        """What nobody took, in the order of the file."""
        every = [statement for group in self._by_keyword.values() for statement in group]
        return sorted((statement for statement in every if id(statement) not in self._taken), key=lambda statement: statement.line)


def statements(header: str, faults: Faults) -> Iterator[Statement]:
    """The statements of the keyword part, in order; what is none is told to `faults`."""
    at, line = 0, 1
    while at < len(header):
        found = _cut(header, at)
        if found is None:
            if header[at:].strip():
                start = line + header.count("\n", at, at + _blank(header, at))
                faults.add(header[at:].strip(), _FORM, FETCH_AGAIN, start)
            return
        equals, end = found
        start = line + header.count("\n", at, at + _blank(header, at))
        statement = _statement(header, at, equals, end, start)
        if statement is None:
            faults.add(header[at:end].strip(), _FORM, FETCH_AGAIN, start)
        else:
            yield statement
        line += header.count("\n", at, end + 1)
        at = end + 1


def _cut(header: str, at: int) -> tuple[int, int] | None:
    """Where the next statement has its first "=" and its ";"; None where it never ends."""
    equals = -1
    while found := _TOKEN.match(header, at):
        mark = found["mark"]
        if mark == ";":
            return equals, found.start()
        if mark == "=" and equals < 0:
            equals = found.start()
        at = found.end()
    return None


def _statement(header: str, start: int, equals: int, end: int, line: int) -> Statement | None:
    head = _HEAD.match(header[start:equals]) if equals >= 0 else None
    if head is None:
        return None
    raw = header[equals + 1 : end].strip()
    # An "=" outside texts belongs to the next statement: a semicolon is missing between them.
    if any(found["mark"] == "=" for found in _TOKEN.finditer(raw)):
        return None
    subjects = tuple(text or word for text, word in _SUBJECT.findall(head[3])) if head[3] is not None else ()
    return Statement(head[1].upper(), (head[2] or "").strip(), subjects, tuple(_values(raw)), raw, line)


def _values(raw: str) -> Iterator[str]:
    """The values between the commas. Commas inside parentheses separate nothing: TLIST(A1,"1990"-"1999")."""
    parts: list[str] = []
    depth = 0
    for found in _TOKEN.finditer(raw):
        mark = found["mark"]
        depth += {"(": 1, ")": -1}.get(mark or "", 0)
        if mark == "," and depth <= 0:
            yield "".join(parts)
            parts = []
        elif found["space"] is None:
            parts.append(found["text"] if found["text"] is not None else found[0])
    yield "".join(parts)


def _blank(header: str, at: int) -> int:
    found = _BLANK.match(header, at)
    return len(found[0]) if found else 0
