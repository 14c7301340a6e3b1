"""The sort of effort, its stage, its reach and the basis of its distribution, from the words of a cell."""

from functools import lru_cache

from samhandling.files.tables import Cell
from samhandling.ground.said import Said
from samhandling.language.text import clean, fold
from samhandling.plan.rules.cells import Found, Unclear, text_of
from samhandling.plan.rules.record import Basis, Kind, Reach, Stage
from samhandling.plan.rules.vocabulary import by_word, vocabulary

_SAID_OF_KIND = {
    Kind.IMPLEMENTATION: Said("genomförande", "implementation"),
    Kind.PRE_STUDY: Said("förstudie", "pre-study"),
    Kind.TECHNICAL_ASSISTANCE: Said("tekniskt stöd", "technical assistance"),
    Kind.FINANCIAL_INSTRUMENT: Said("finansieringsinstrument", "financial instrument"),
    Kind.STANDING: Said("ordinarie uppdrag", "standing effort"),
    Kind.UNKNOWN: Said("okänd", "unknown"),
}


def read_kind(cell: Cell) -> Found[Kind]:
    """A cell of a kind column. Empty is unknown; a word that is not understood is suggested to be implementation, with a doubt."""
    return _kind(text_of(cell)) if cell is not None else Found(Kind.UNKNOWN)


@lru_cache(maxsize=4096)
def _kind(raw: str) -> Found[Kind]:
    folded = fold(raw)
    known = by_word("kinds", "kind").get(folded)
    if known or not folded:
        return Found(Kind(known) if known else Kind.UNKNOWN)
    text = clean(raw)
    said = Said(
        f'"{text}" är inget slag av insats som vi känner till. Vi skriver genomförande som förslag.',
        f'"{text}" is no kind of effort that we know. We write implementation as a suggestion.',
    )
    return Found(Kind.IMPLEMENTATION, Unclear("kind_unknown", said, ("suggested", *(kind.value for kind in Kind))))


@lru_cache(maxsize=4096)
def kind_word(raw: str) -> Kind | None:
    """The kind that a cell of any other column names when it holds nothing else, as "Tekniskt stöd" among priorities.

    Only words that cannot be a theme count: a column of themes may well hold "projekt" or "fond".
    """
    found = by_word("kinds", "kind").get(fold(raw))
    return Kind(found) if found in (Kind.TECHNICAL_ASSISTANCE, Kind.PRE_STUDY) else None


def kind_in_title(title: str) -> Kind | None:
    """The kind that a title names ("Förstudie: ...")."""
    padded = f" {fold(title)} "
    for kind, listed in vocabulary("kinds")["in_title"].items():
        if any(f" {word} " in padded for word in listed):
            return Kind(kind)
    return None


def suggested_kind(kind: Kind, text: str, *, from_title: bool) -> Unclear:
    """The question about a kind that was read from another place than a kind column."""
    word = _SAID_OF_KIND[kind]
    said = (
        Said(f"Filen säger inte vilket slag av insats det är. Namnet talar för {word.sv}; vi skriver det som förslag.",
             f"The file does not tell the kind of effort. The name speaks for {word.en}; we write that as a suggestion.")
        if from_title
        else Said(f'Filen säger inte vilket slag av insats det är. "{text}" talar för {word.sv}; vi skriver det som förslag.',
                  f'The file does not tell the kind of effort. "{text}" speaks for {word.en}; we write that as a suggestion.')
    )  # fmt: skip
    return Unclear("kind_suggested", said, ("suggested", *(other.value for other in Kind)))


def read_stage(cell: Cell) -> Found[Stage]:
    """A cell of a stage column; empty means work that is done."""
    return _word(text_of(cell), "stage", Stage, Stage.SAMHANDLING)


def read_reach(cell: Cell) -> Found[Reach | None]:
    """A cell of a reach column; `None` where it says nothing, so that the places decide."""
    return _word(text_of(cell), "reach", Reach, None)


def read_basis(cell: Cell) -> Found[Basis | None]:
    """A cell of a basis column; `None` where it says nothing, so that the distribution decides."""
    return _word(text_of(cell), "basis", Basis, None)


@lru_cache(maxsize=4096)
def _word(raw: str, key: str, kind: type, empty: object) -> Found:  # type: ignore[type-arg]
    folded = fold(raw)
    known = by_word("kinds", key).get(folded)
    if known or not folded:
        return Found(kind(known) if known else empty)
    text = clean(raw)
    said = Said(
        f'"{text}" är inget av de ord som vi känner till här. Vi läser cellen som tom.',
        f'"{text}" is none of the words that we know here. We read the cell as empty.',
    )
    return Found(empty, Unclear(f"{key}_unknown", said, ("empty", "word")))
