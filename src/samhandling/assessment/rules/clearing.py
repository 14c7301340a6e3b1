"""What a text is before it is read: too long, in another language, with markup or orders to a machine hidden in it.

Everything that is not the text's own content is covered with spaces of the same length, so that every place stays where it was.
"""

import re
from dataclasses import dataclass
from typing import Literal

from samhandling.ground.faults import Location, refusal
from samhandling.ground.said import Said
from samhandling.language.detecting import detect
from samhandling.language.sentences import Sentence, sentences

MOST_CHARACTERS = 2_000_000
_MARKUP = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|</?[a-zA-Z][^<>]{0,2000}>", re.DOTALL | re.IGNORECASE)
_ORDERS = re.compile(
    r"(?:ignor|bortse från|glöm|disregard|forget)\w{0,12}\b.{0,40}\b(?:tidigare|föregående|ovanstående|alla|previous|prior|above|all|earlier)\b"
    r".{0,40}\b(?:instruktion|anvisning|regler|instruction|rule|prompt)"
    r"|\b(?:system prompt|systemprompt|you are now|du är nu en|as an ai|som ai-modell|language model|språkmodell)\b"
    r"|\b(?:svara|bedöm|ge|answer|respond|rate|give|return)\b.{0,40}\b(?:alltid|högsta|full pott|always|maximum|highest|verdict)\b.{0,40}"
    r"\b(?:betyg|poäng|bidrar|score|contributes|sureness|rating)\b",
    re.IGNORECASE | re.DOTALL,
)
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SURE_OF_LANGUAGE = 0.3
_WORD = re.compile(r"[^\W\d_]+")

Tongue = Literal["sv", "en", "other"]
_NAMES = {
    "fi": Said("finska", "Finnish"),
    "no": Said("norska", "Norwegian"),
    "da": Said("danska", "Danish"),
    "de": Said("tyska", "German"),
}


@dataclass(frozen=True, slots=True)
class Cleared:
    """A text made ready: `text` is as long as what was given in, with what is not content covered.

    `language` is "other" where the text is neither Swedish nor English, and `language_name` its name where it is known.
    """

    text: str
    language: Tongue
    language_name: Said | None
    words: int
    sentences: tuple[Sentence, ...]
    notes: tuple[Said, ...]


def cleared(given: str) -> Cleared:
    """The text made ready. Raises: Refused where it is empty or longer than `MOST_CHARACTERS`."""
    _check_size(given)
    text, notes = _CONTROL.sub(" ", given), []
    if _MARKUP.search(text):
        text = _MARKUP.sub(lambda found: " " * len(found.group()), text)
        notes.append(Said("Texten innehåller märkkod, som inte läses.", "The text contains markup, which is not read."))
    if _UNSEEN.search(text):
        notes.append(
            Said("Texten innehåller osynliga tecken. De räknas inte.", "The text contains invisible characters. They do not count.")
        )
    text, orders = _without_orders(text)
    if orders:
        notes.append(
            Said(
                "Texten innehåller uppmaningar till den som läser maskinellt. De följs inte och räknas inte.",
                "The text contains orders to a machine that reads it. They are neither followed nor counted.",
            )
        )
    language, name = _language(text)
    return Cleared(text, language, name, len(_WORD.findall(text)), sentences(text), tuple(notes))


def _check_size(given: str) -> None:
    if not any(letter.isalnum() for letter in given):
        raise refusal(
            "",
            Said("Det finns ingen text att läsa.", "There is no text to read."),
            Said(
                "Klistra in texten, eller välj en fil med text i. En inskannad bild behöver först göras om till text.",
                "Paste the text, or choose a file that holds text. A scanned picture must be turned into text first.",
            ),
            Location(),
        )
    if len(given) > MOST_CHARACTERS:
        raise refusal(
            f"{len(given):,}".replace(",", " "),
            Said("Högst 2 000 000 tecken läses på en gång.", "At most 2,000,000 characters are read at once."),
            Said("Välj den del som beskriver arbetet.", "Choose the part that describes the work."),
        )


def _without_orders(text: str) -> tuple[str, int]:
    """The text with each sentence that orders a reading machine about covered; and how many there were."""
    covered = 0
    for sentence in sentences(text):
        if _ORDERS.search(sentence.text):
            text = text[: sentence.start] + " " * (sentence.end - sentence.start) + text[sentence.end :]
            covered += 1
    return text, covered


def _language(text: str) -> tuple[Tongue, Said | None]:
    found = detect(text)
    if found.language == "en" and found.sureness >= _SURE_OF_LANGUAGE:
        return "en", None
    if found.language in ("sv", "unknown", "en") or found.sureness < _SURE_OF_LANGUAGE:
        return "sv", None
    return "other", _NAMES.get(found.language)
