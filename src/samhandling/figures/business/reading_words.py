"""What a file's columns are, by which headings they are recognised, and the rows that were read from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from samhandling.ground.faults import Location, refusal
from samhandling.ground.said import Said

_WORDS: Mapping[str, tuple[str, ...]] = {
    "region": (
        "region",
        "bostad",
        "bostadskommun",
        "boende",
        "home",
        "kommun",
        "län",
        "kommunkod",
        "regionkod",
        "municipality",
        "county",
        "lan",
        "geo",
    ),
    "industry": (
        "industry",
        "arbete",
        "arbetskommun",
        "arbetsställe",
        "work",
        "sni",
        "sni2007",
        "bransch",
        "näringsgren",
        "näringsgren sni 2007",
        "branschkod",
        "snikod",
        "sni-kod",
    ),
    "year": ("year", "år", "ar", "tid", "time"),
    "value": ("value", "jobs", "antal", "sysselsatta", "antal sysselsatta", "förvärvsarbetande", "employment", "employed"),
    "label": ("industry name", "branschnamn", "benämning"),
    "classification": ("classification", "klassifikation"),
}


@dataclass(frozen=True, slots=True)
class ColumnsOf:
    """Which column (or dimension) is what; "" lets the heading tell.

    `label`: the words for an industry's code. `classification`: a column that says which one a row is coded in. `pick`: a dimension of
    a PX or JSON-stat file beside the three → the code to read.
    """

    region: str = ""
    industry: str = ""
    year: str = ""
    value: str = ""
    label: str = ""
    classification: str = ""
    pick: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Read:
    """Rows as they stand in a file. `numbers`: the rows' own numbers, empty where the file has no rows (PX, JSON-stat).

    `absent_is_known`: every combination stands there, so that a cell without a row cannot be.
    """

    file: str
    regions: Sequence[str]
    industries: Sequence[str]
    years: Sequence[str]
    values: Sequence[object]
    numbers: Sequence[int] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    classifications: Sequence[str] = ()
    sheet: str = ""
    producer: str = ""
    title: str = ""
    published: str = ""


def words_for(name: str) -> tuple[str, ...]:
    """Headings that are taken for the column `name` where nobody has said which it is."""
    return _WORDS[name]


def columns_from(text: str) -> ColumnsOf:
    """ "region=Kommun,industry=SNI,year=År,value=Antal,kön=1" as columns; names of ours first, all others pick a code. Raises Refused."""
    own: dict[str, str] = {}
    pick: dict[str, str] = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        name, sign, column = (piece.strip() for piece in part.partition("="))
        if not (name and sign and column):
            raise refusal(
                part,
                Said("NAMN=KOLUMN", "NAME=COLUMN"),
                Said(
                    "Till exempel --mapping region=Kommun,industry=SNI,year=År,value=Antal.",
                    "For instance --mapping region=Municipality,industry=SNI,year=Year,value=Count.",
                ),
                Location(column="--mapping"),
            )
        (own if name in _WORDS else pick)[name] = column
    return ColumnsOf(**own, pick=pick)
