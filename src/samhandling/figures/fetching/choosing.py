"""From the words of an indicator file to a table's own codes: variables and values by code or label, totals where a variable is left out."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samhandling.figures.indicators.series import TOTAL, sex_of
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said

EVERYTHING = "*"
_MEASURE_NAMES = ("cont", "contentscode", "tabellinnehall", "contents")
_SEX_NAMES = ("kon", "sex", "gender")
_PLACE_NAMES = ("region", "lan", "kommun", "geo")
_TOTALS = ("totalt", "total", "samtliga", "alla", "tot")


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a table: its codes in order with their labels. `can_be_left_out`: the source then gives the total."""

    code: str
    label: str
    values: Mapping[str, str]
    can_be_left_out: bool = False
    is_time: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """What to ask of a table. `codes`: by the table's variable; `open`: variables that stay open → the name in the file; `sex`: the
    variable that tells women from men. `sums_sexes`: it has no code for everyone, so the total is asked for by leaving it out.
    """

    codes: Mapping[str, tuple[str, ...]]
    open: Mapping[str, str]
    sex: str = ""
    sums_sexes: bool = False


def chosen(select: Mapping[str, Sequence[str]], variables: Sequence[Variable], url: str) -> Chosen:
    """The codes that a file's selection stands for. A variable that the file leaves out: all periods, its only code, or its total.

    Raises Refused: every variable and word that the table does not have, and every variable that must be chosen, all at once.
    """
    faults: list[Fault] = []
    named = {name: _variable(name, variables, url, faults) for name in select}
    codes: dict[str, tuple[str, ...]] = {}
    for name, words in select.items():
        if (variable := named[name]) is not None:
            codes[variable.code] = _codes(variable, words, url, faults)
    for variable in variables:
        if variable.code not in codes:
            left = _left_out(variable, url, faults)
            if left:
                codes[variable.code] = left
    if faults:
        raise Refused(faults)
    return _chosen(select, {name: variable for name, variable in named.items() if variable}, codes)


def _chosen(select: Mapping[str, Sequence[str]], named: Mapping[str, Variable], codes: Mapping[str, tuple[str, ...]]) -> Chosen:
    several = {name: variable for name, variable in named.items() if len(select[name]) > 1 or EVERYTHING in select[name]}
    sex = next((variable for name, variable in several.items() if folded(name) in _SEX_NAMES), None)
    opened = {
        variable.code: name
        for name, variable in several.items()
        if variable is not sex and not variable.is_time and folded(name) not in _PLACE_NAMES
    }
    if sex is None:
        return Chosen(codes, opened)
    told = {sex_of(code) or sex_of(label) for code, label in sex.values.items()}
    return Chosen(codes, opened, sex.code, sums_sexes=TOTAL not in told and sex.can_be_left_out)


def folded(word: str) -> str:
    """A name without capitals, marks over letters, spaces and signs: "Födelseregion" and "fodelse_region" are the same."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def _variable(name: str, variables: Sequence[Variable], url: str, faults: list[Fault]) -> Variable | None:
    wanted = folded(name)
    for variable in variables:
        names = {folded(variable.code), folded(variable.label)}
        if wanted in names or (wanted in _MEASURE_NAMES and names & set(_MEASURE_NAMES)):
            return variable
    has = ", ".join(f"{variable.code} ({variable.label})" for variable in variables)
    faults.append(_fault(url, name, Said(f"en variabel som tabellen har: {has}", f"a variable that the table has: {has}")))
    return None


def _codes(variable: Variable, words: Iterable[str], url: str, faults: list[Fault]) -> tuple[str, ...]:
    found: list[str] = []
    for word in words:
        if word == EVERYTHING:
            return tuple(variable.values)
        code = _code(variable, word)
        if code is None:
            has = ", ".join(list(variable.values.values())[:12])
            faults.append(_fault(url, f"{variable.code} = {word}", Said(f"något av: {has}", f"one of: {has}")))
        else:
            found.append(code)
    return tuple(dict.fromkeys(found))


def _code(variable: Variable, word: str) -> str | None:
    """By code, by label, else by the only label that begins with the word and goes on with a sign ("arbetslöshet, procent")."""
    if word in variable.values:
        return word
    wanted = " ".join(word.split()).casefold()
    labels = {code: " ".join(label.split()).casefold() for code, label in variable.values.items()}
    same = [code for code, label in labels.items() if label == wanted]
    begins = [code for code, label in labels.items() if label.startswith(wanted) and not label[len(wanted) : len(wanted) + 1].isalnum()]
    close = same or begins
    return close[0] if len(close) == 1 else None


def _left_out(variable: Variable, url: str, faults: list[Fault]) -> tuple[str, ...]:
    if variable.is_time or len(variable.values) == 1:
        return tuple(variable.values)
    if variable.can_be_left_out:
        return ()
    totals = [code for code, label in variable.values.items() if folded(label) in _TOTALS or folded(code) in _TOTALS]
    if len(totals) == 1:
        return (totals[0],)
    has = ", ".join(list(variable.values.values())[:12])
    faults.append(
        _fault(
            url,
            variable.code,
            Said(f"ett val ur {variable.label}, som källan inte summerar: {has}", f"a choice of {variable.label}, not summed: {has}"),
        )
    )
    return ()


def _fault(url: str, read: str, expected: Said) -> Fault:
    way_out = Said(
        "Ändra select i indikatorns fil så att det stämmer med tabellen. Det som hämtats tidigare gäller så länge.",
        "Change select in the indicator's file to fit the table. What was fetched before stays in use meanwhile.",
    )
    return Fault(Location(file=url), read, expected, way_out)
