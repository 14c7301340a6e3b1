"""Why a reading was stopped from outside, in words."""

from typing import Protocol

from samhandling.files.limits import Limits
from samhandling.ground.faults import Refused, refusal
from samhandling.ground.said import Said


class StopWords(Protocol):
    """Why a reading was stopped, in words that fit the kind of file; this module has those for tables."""

    def out_of_time(self, limits: Limits, /) -> Refused: ...
    def out_of_memory(self, limits: Limits, /) -> Refused: ...
    def too_large(self, read_bytes: int, most_bytes: int, /) -> Refused: ...
    def broken_off(self, how: str, /) -> Refused: ...
    def not_understood(self, how: str, /) -> Refused: ...


_MAKE_SMALLER = Said(
    "Ta bort blad, bilder och tomma rader som inte hör till tabellen, eller dela upp filen i flera.",
    "Remove sheets, pictures and empty rows that are not part of the table, or split the file into several.",
)


def out_of_time(limits: Limits) -> Refused:
    """It took too long."""
    seconds = f"{limits.seconds:g}"
    return refusal(
        f"> {seconds} s",
        Said(f"en fil som går att läsa på {seconds} sekunder", f"a file that can be read in {seconds} seconds"),
        _MAKE_SMALLER,
    )


def out_of_memory(limits: Limits) -> Refused:
    """It needed too much memory."""
    most = f"{limits.memory_bytes // 1_000_000} MB"
    return refusal(
        f"> {most}",
        Said(f"en fil som går att läsa med {most} minne", f"a file that can be read with {most} of memory"),
        _MAKE_SMALLER,
    )


def too_large(read_bytes: int, most_bytes: int) -> Refused:
    """It is larger than files may be."""
    most = f"{most_bytes // 1_000_000} MB"
    return refusal(
        f"{read_bytes // 1_000_000} MB",
        Said(f"en fil på högst {most}", f"a file of at most {most}"),
        _MAKE_SMALLER,
    )


def broken_off(how: str) -> Refused:
    """The reading process ended without an answer; `how` is what the system says of it."""
    return refusal(
        how,
        Said(
            "att läsningen fick gå klart; den bröts utifrån, kanske för att datorns minne tog slut",
            "that the reading could finish; it was broken off from outside, perhaps because the computer ran out of memory",
        ),
        Said(
            "Försök igen. Händer det på nytt: spara tabellen i en ny fil och läs in den.",
            "Try again. If it happens once more: save the table in a new file and load that.",
        ),
    )


def not_understood(how: str) -> Refused:
    """The reader met something that it has no words for."""
    return refusal(
        how,
        Said("en fil som läsaren förstår", "a file that the reader understands"),
        Said(
            "Spara tabellen som CSV eller XLSX i en ny fil och läs in den. Skicka gärna filen till den som förvaltar systemet.",
            "Save the table as CSV or XLSX in a new file and load that. Please send the file to whoever maintains the system.",
        ),
    )
