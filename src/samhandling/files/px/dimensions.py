"""The dimensions that a PX file's statements declare, in every language of the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from samhandling.files.cube.cubes import UNDETERMINED, Category, Dimension, Role
from samhandling.files.cube.faults import CubeLimits, Faults
from samhandling.files.px.statements import Statement, Statements
from samhandling.files.px.times import time_codes, time_unit
from samhandling.ground.said import Said

_MOST_LANGUAGES = 50
_ROLES: Mapping[str, Role] = {"T": "time", "G": "geo"}


@dataclass(slots=True)
class Names:
    """The words of a file for its variables and values, so that other statements can point at them."""

    languages: tuple[str, ...]
    variables: dict[str, tuple[str, ...]]
    labels: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    codec: str = "ascii"
    _positions: dict[tuple[str, int], dict[str, int]] = field(default_factory=dict)

    @property
    def own(self) -> str:
        """The file's own language, which statements without one are in."""
        return self.languages[0]

    def variable(self, name: str, language: str) -> int | None:
        """Which variable is called so in `language`, or in the file's own; None where none or several are."""
        for words in (self.variables.get(language, ()), self.variables[self.own]):
            if words.count(name) == 1:
                return words.index(name)
        return None

    def value(self, variable: int, name: str, language: str) -> int | None:
        """Which value of the variable is called so; None where none or several are."""
        for key in ((language, variable), (self.own, variable)):
            if key not in self._positions:
                words = self.labels.get(key, ())
                first = {word: at for at, word in reversed(list(enumerate(words)))}
                last = {word: at for at, word in enumerate(words)}
                self._positions[key] = {word: at for word, at in first.items() if last[word] == at}
            if (at := self._positions[key].get(name)) is not None:
                return at
        return None


def languages_of(read: Statements, faults: Faults) -> tuple[str, ...]:
    """The file's own language first, then the others. Raises Refused where they are more than any file has."""
    own = read.one("LANGUAGE")
    every = read.one("LANGUAGES")
    first = own.text.strip() if own and own.text.strip() else (every.values[0] if every else "") or UNDETERMINED
    languages = tuple(dict.fromkeys((first, *(every.values if every else ()))))
    if len(languages) > _MOST_LANGUAGES:
        raise faults.too_many(len(languages), _MOST_LANGUAGES, "språk", "languages")
    return languages


def in_own(statement: Statement, names: Names) -> str:
    """The language that a statement is in."""
    return statement.language or names.own


def dimensions_of(
    read: Statements, languages: tuple[str, ...], faults: Faults, limits: CubeLimits
) -> tuple[tuple[Dimension, ...], Names, int]:
    """(the dimensions in the order of the cells, the file's words for them, how many of them stand in the stub).

    Raises Refused where nothing tells which dimensions there are, or they are too many.
    """
    stub, heading = _listed(read, "STUB", languages, faults), _listed(read, "HEADING", languages, faults)
    own = languages[0]
    variables = {language: stub[language] + heading[language] for language in languages}
    if not variables[own]:
        raise faults.stop(
            "", Said("STUB eller HEADING med tabellens variabler", "STUB or HEADING with the table's variables"), place="STUB"
        )
    if len(variables[own]) > limits.dimensions:
        raise faults.too_many(len(variables[own]), limits.dimensions, "variabler", "variables")
    for name in {name for name in variables[own] if variables[own].count(name) > 1}:
        faults.add(name, Said("varje variabel bara en gång", "each variable only once"), place="STUB, HEADING")
    names = Names(languages, variables)
    found = tuple(_dimension(read, names, at, faults) for at in range(len(variables[own])))
    if len({dimension.id for dimension in found}) < len(found):
        found = tuple(replace(dimension, id=name) for dimension, name in zip(found, variables[own], strict=True))
    if (count := sum(len(dimension.categories) for dimension in found)) > limits.categories:
        raise faults.too_many(count, limits.categories, "värden i variablerna", "values of variables")
    for lost in read.left():
        if lost.keyword == "VALUES" and lost.language in ("", own):
            faults.add(
                lost.raw,
                Said("en variabel som finns i STUB eller HEADING", "a variable in STUB or HEADING"),
                line=lost.line,
                place=lost.name,
            )
    return _with_contents(read, found, names), names, len(stub[own])


def _listed(read: Statements, keyword: str, languages: tuple[str, ...], faults: Faults) -> dict[str, tuple[str, ...]]:
    """The variables that STUB or HEADING lists, by language; in the file's own words where another language has none."""
    own = read.one(keyword)
    first = own.values if own and any(own.values) else ()
    found = {languages[0]: first}
    for language in languages[1:]:
        other = read.one(keyword, language)
        if other and len(other.values) != len(first):
            faults.add(other.raw, _as_many(len(first)), line=other.line, place=other.name)
        found[language] = other.values if other and len(other.values) == len(first) else first
    return found


def _dimension(read: Statements, names: Names, at: int, faults: Faults) -> Dimension:
    name = names.variables[names.own][at]
    labels = {language: _of(read, "VALUES", names, at, language) for language in names.languages}
    times = {language: _of(read, "TIMEVAL", names, at, language) for language in names.languages}
    codes = {language: _of(read, "CODES", names, at, language) for language in names.languages}
    own = labels[names.own]
    time = times[names.own]
    in_time = time_codes(time, own.values if own else (), faults) if time else ()
    values = own.values if own and any(own.values) else in_time
    if not values:
        faults.add("", Said("minst ett värde för variabeln", "at least one value of the variable"), place=f'VALUES("{name}")')
    code = codes[names.own]
    chosen = code.values if code else in_time or values
    _refuse_unlike(values, {**labels, "CODES": code}, codes, name, faults)
    _refuse_twice(chosen, code or own, faults)
    for language in names.languages:
        other = labels[language]
        names.labels[language, at] = other.values if other and len(other.values) == len(values) else values
    ids = {language: _of(read, "VARIABLECODE", names, at, language) for language in names.languages}
    first = ids[names.own]
    return Dimension(
        first.text if first and first.text else name,
        {language: names.variables[language][at] for language in names.languages},
        tuple(
            Category(key, {language: names.labels[language, at][place] for language in names.languages})
            for place, key in enumerate(chosen[: len(values)])
        ),
        _role(read, names, at, time is not None),
        None,
        time_unit(time) if time else "",
    )


def _of(read: Statements, keyword: str, names: Names, at: int, language: str) -> Statement | None:
    """The statement about the variable, found under its name in the language or in the file's own."""
    tag = "" if language == names.own else language
    own = names.variables[names.own][at]
    found = read.one(keyword, tag, names.variables[language][at])
    return found or (read.one(keyword, tag, own) if tag else read.one(keyword, names.own, own))


def _refuse_unlike(
    values: Sequence[str], counted: Mapping[str, Statement | None], codes: Mapping[str, Statement | None], name: str, faults: Faults
) -> None:
    """Lists that belong together are equally long, and codes are the same in every language."""
    for each in counted.values():
        if each and len(each.values) != len(values):
            faults.add(str(len(each.values)), _as_many(len(values)), line=each.line, place=each.name)
    first, *others = codes.values()
    for other in others:
        if other and first and other.values != first.values:
            expected = Said("samma koder på varje språk", "the same codes in every language")
            faults.add(", ".join(sorted({*other.values} ^ {*first.values})), expected, line=other.line, place=other.name)


def _refuse_twice(codes: Sequence[str], source: Statement | None, faults: Faults) -> None:
    seen: set[str] = set()
    twice = dict.fromkeys(code for code in codes if code in seen or seen.add(code))  # type: ignore[func-returns-value]
    if twice and source:
        expected = Said("varje kod bara en gång, så att värdena går att skilja åt", "each code only once, so that values can be told apart")
        faults.add(", ".join(twice), expected, line=source.line, place=source.name)


def _role(read: Statements, names: Names, at: int, has_time: bool) -> Role:
    kinds = [_of(read, "VARIABLE-TYPE", names, at, language) for language in names.languages]
    if has_time:
        return "time"
    return next((_ROLES.get(kind.text.strip().upper(), "") for kind in kinds if kind), "")


def _with_contents(read: Statements, found: tuple[Dimension, ...], names: Names) -> tuple[Dimension, ...]:
    """The same with the variable that CONTVARIABLE names as what is measured."""
    said = [read.one("CONTVARIABLE", "" if language == names.own else language) for language in names.languages]
    pointed = {names.variable(each.text, language) for each, language in zip(said, names.languages, strict=True) if each}
    return tuple(replace(dimension, role="metric") if at in pointed else dimension for at, dimension in enumerate(found))


def _as_many(count: int) -> Said:
    return Said(f"{count}, lika många som i filens första språk", f"{count}, as many as in the file's first language")
