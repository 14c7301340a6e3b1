"""What a form says of a text that could be read in several ways, or in none: a file's reader would leave it unknown, a person is asked."""

import re
from collections.abc import Mapping

from samhandling.ground.said import Said
from samhandling.plan.rules.cells import Unclear

_DAY = Said("Skriv det som 2024, Q3 2024, mars 2025 eller 2025-03-14.", "Write it as 2024, Q3 2024, March 2025 or 2025-03-14.")
_AMOUNT = Said("Skriv det i kronor, till exempel 1 250 000.", "Write it in kronor, for instance 1 250 000.")
_OR_UNKNOWN = Said(
    "Skriv det i kronor, till exempel 1 250 000, eller skriv okänt.", "Write it in kronor, for instance 1 250 000, or write unknown."
)
_PLACE = Said("Rätta stavningen, eller skriv en plats i taget.", "Correct the spelling, or write one place at a time.")
_ONE_WAY = Said("Skriv det så att det bara kan läsas på ett sätt.", "Write it so that it can be read in one way only.")

_OWN: Mapping[str, tuple[Said | None, Said]] = {
    "date_unreadable": (Said("”{text}” går inte att läsa som ett datum.", "“{text}” cannot be read as a date."), _DAY),
    "date_season": (Said("”{text}” är en årstid, och ingen bestämd tid.", "“{text}” is a season, and no particular time."), _DAY),
    "date_ambiguous": (Said("”{text}” kan läsas som två olika tider.", "“{text}” can be read as two different times."), _DAY),
    "date_impossible": (None, _DAY),
    "amount_unreadable": (Said("”{text}” går inte att läsa som ett belopp.", "“{text}” cannot be read as an amount."), _OR_UNKNOWN),
    "amount_shared_total": (
        Said("”{text}” är en summa för flera insatser.", "“{text}” is a sum for several initiatives."),
        Said("Skriv den här insatsens del, eller skriv okänt.", "Write this initiative's part, or write unknown."),
    ),
    "amount_currency": (Said("”{text}” står inte i kronor.", "“{text}” is not in kronor."), _OR_UNKNOWN),
    "amount_separator": (Said("Tecknet i ”{text}” kan läsas på två sätt.", "The mark in “{text}” can be read in two ways."), _AMOUNT),
    "amount_about": (Said("”{text}” är ungefärligt.", "“{text}” is a rough amount."), _AMOUNT),
    "place_unknown": (None, _PLACE),
    "municipality_and_others": (
        Said("I ”{text}” finns fler platser, men de har inga namn.", "In “{text}” there are more places, but they have no names."),
        Said("Skriv bara dem som har namn.", "Write only those with names."),
    ),
}
LONGEST = 60
"""Characters of what was written, where it is told again."""

_SENTENCE = re.compile(r".*?[.](?=\s|$)", re.DOTALL)


def asked_again(unclear: Unclear, text: str) -> tuple[Said, Said]:
    """(what is wrong, how to write it). A kind without words of its own says what the reader of files says first."""
    expected, way_out = _OWN.get(unclear.kind, (None, _ONE_WAY))
    if expected is None:
        return Said(_first(unclear.said.sv), _first(unclear.said.en)), way_out
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return Said(expected.sv.replace("{text}", shown), expected.en.replace("{text}", shown)), way_out


def _first(text: str) -> str:
    found = _SENTENCE.match(text)
    return found.group() if found else text
