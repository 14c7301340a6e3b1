"""Classifications with their versions: what a code means, at which level it stands, which codes are totals. Shipped facts, see data/SOURCE.md."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from samhandling.economy.totals import is_total_word
from samhandling.ground.faults import Location, refusal
from samhandling.ground.said import Said, same

SECTION, DIVISION, GROUP, CLASS, DETAIL = "section", "division", "group", "class", "detail"
SECTIONS_JOINED = "sections_joined"
TOTAL, UNKNOWN = "total", "unknown"

LEVELS: Mapping[str, Said] = {
    SECTION: Said("avdelningar (A–U)", "sections (A–U)"),
    SECTIONS_JOINED: Said("avdelningar, några sammanslagna", "sections, some of them joined"),
    DIVISION: Said("huvudgrupper (två siffror)", "divisions (two digits)"),
    GROUP: Said("grupper (tre siffror)", "groups (three digits)"),
    CLASS: Said("undergrupper (fyra siffror)", "classes (four digits)"),
    DETAIL: Said("detaljgrupper (fem siffror)", "detailed groups (five digits)"),
}
_BY_DIGITS = {2: DIVISION, 3: GROUP, 4: CLASS, 5: DETAIL}
_SHIPPED = {
    ("sni", "2007"): ("sni-2007.csv", "SNI 2007"),
    ("sun-niva", "2020"): ("sun-2020-niva.csv", "SUN 2020"),
    ("sun-inriktning", "2020"): ("sun-2020-inriktning.csv", "SUN 2020"),
    ("ssyk", "2012"): ("ssyk-2012.csv", "SSYK 2012"),
}
_SECTIONS = re.compile(r"[A-U](?:\d\d)?(?:[-+](?:[A-U](?:\d\d)?|\d\d))*")
_WORDS_FOR_UNKNOWN = frozenset(
    {"uppgift saknas", "okänd verksamhet", "okänd bransch", "okänd", "unknown", "not known", "näringsgren okänd"}
)
_WORDS_FOR_ALL = frozenset({"samtliga näringsgrenar", "samtliga branscher", "alla branscher", "alla näringsgrenar", "all industries"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One code. `parent`: the code above it, "" at the top. `level`: one of the constants here, or the classification's own word."""

    code: str
    level: str
    parent: str
    name: Said


@dataclass(frozen=True, slots=True)
class Codes:
    """A classification in one version. `title` as it is cited ("SNI 2007")."""

    name: str
    version: str
    title: str
    entries: Mapping[str, Entry]

    def level(self, level: str) -> tuple[Entry, ...]:
        """All codes of a level, in their order."""
        return tuple(entry for entry in self.entries.values() if entry.level == level)

    @property
    def totals(self) -> frozenset[str]:
        """Codes that stand for all of it."""
        return frozenset(entry.code for entry in self.level(TOTAL))


@cache
def classification(name: str, version: str) -> Codes:
    """A shipped classification: ("sni", "2007"), ("sun-niva", "2020"), ("sun-inriktning", "2020"), ("ssyk", "2012"). Raises Refused."""
    found = _SHIPPED.get((name.casefold(), version))
    if found is None:
        known = ", ".join(f"{one} {year}" for one, year in sorted(_SHIPPED))
        raise refusal(
            f"{name} {version}",
            Said(f"En klassifikation som finns här: {known}.", f"A classification that is here: {known}."),
            Said("Välj en av dem, eller låt filen själv ge namnen.", "Choose one of them, or let the file give the names itself."),
            Location(column="classification"),
        )
    text = files("samhandling.figures.business").joinpath("data", found[0]).read_text("utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter=";")
    entries = {row["code"]: Entry(row["code"], row["level"], row["parent"], Said(row["sv"], row["en"])) for row in rows}
    return Codes(name.casefold(), version, found[1], entries)


def is_total(code: str, label: str = "") -> bool:
    """The code, or what its source calls it, stands for all industries together."""
    words = label.strip().casefold()
    known = code.strip() in classification("sni", "2007").totals
    return known or is_total_word(code) or (bool(words) and (is_total_word(words) or words in _WORDS_FOR_ALL))


@lru_cache(maxsize=20_000)
def is_unknown_industry(code: str, label: str = "") -> bool:
    """The code, or what its source calls it, stands for jobs whose industry nobody knows."""
    entry = classification("sni", "2007").entries.get(code)
    words = {code.strip().casefold(), label.strip().casefold()}
    return (entry is not None and entry.level == UNKNOWN) or bool(code and not code.strip("0")) or bool(words & _WORDS_FOR_UNKNOWN)


def sections_in(code: str) -> tuple[str, ...]:
    """The sections that a code of joined sections holds: "B+C", "M-N", "B05-C33", "R+S+T+U"; none for other codes."""
    if not _SECTIONS.fullmatch(code):
        return ()
    found: list[str] = []
    for sign, letter in re.findall(r"([-+]?)([A-U])", code):
        first = chr(ord(found[-1]) + 1) if sign == "-" and found else letter
        found += [chr(one) for one in range(ord(first), ord(letter) + 1)]
    return tuple(dict.fromkeys(found))


def level_of(codes: Iterable[str]) -> str:
    """The one level of SNI that all codes stand at, those of unknown industry left out; "" where they are no SNI codes or of several levels."""
    levels = {_level(code) for code in codes if not is_unknown_industry(code)}
    if levels == {SECTION, SECTIONS_JOINED}:
        return SECTIONS_JOINED
    return levels.pop() if len(levels) == 1 else ""


def _level(code: str) -> str:
    digits = code.replace(".", "")
    if digits.isdigit():
        return _BY_DIGITS.get(len(digits), "") if digits[:2] in classification("sni", "2007").entries else ""
    sections = sections_in(code)
    return (SECTION if len(sections) == 1 else SECTIONS_JOINED) if sections else ""


@lru_cache(maxsize=20_000)
def name_of(code: str, label: str = "") -> Said:
    """What an industry is called: by SNI where the code is of its two upper levels, else by its source, else the code itself."""
    if is_unknown_industry(code, label):
        return Said("Okänd verksamhet", "Activity not known")
    entries = classification("sni", "2007").entries
    entry = entries.get(code)
    if entry is not None:
        return entry.name
    sections = [entries[one].name for one in sections_in(code)]
    if label and label != code:
        # The source's own words for its joined sections are shorter than all their names after each other.
        return Said(label, "; ".join(one.en for one in sections) or label)
    return Said("; ".join(one.sv for one in sections), "; ".join(one.en for one in sections)) if sections else same(code)


def groups_above(codes: Sequence[str]) -> dict[str, str] | None:
    """Each industry's group for related variety: five to three digits within two, two within sections; `None` where there is none above."""
    level = level_of(codes)
    if level == DIVISION:
        entries = classification("sni", "2007").entries
        return {code: entries[code].parent if code in entries and entries[code].parent else code for code in codes}
    if level in (GROUP, CLASS, DETAIL):
        return {code: code.replace(".", "")[:2] for code in codes}
    return None
