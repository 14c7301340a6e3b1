"""A text that a person pastes, and what is taken out of every text: characters that are not seen."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from samhandling.files.document.blocks import Block, Document, document_of
from samhandling.files.document.limits import PASTED_CHARACTERS
from samhandling.files.document.stopping import too_long, without_text
from samhandling.ground.said import Said

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]")
# Zero-width and direction marks, and the tag characters and variation selectors in which text can be written unseen.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_HARMLESS = frozenset("\u00ad\u200d\u200e\u200f\ufeff")
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")
_MANY_LINES = re.compile(r" ?\n ?")


@dataclass(slots=True)
class Unseen:
    """How many characters that nobody sees were taken out so far."""

    control: int = 0
    hidden: int = 0

    def said(self) -> Iterator[Said]:
        """What a reader should know of them."""
        count = self.control + self.hidden
        if count == 1:
            yield Said("Ett osynligt tecken är borttaget ur texten.", "One invisible character was removed from the text.")
        elif count:
            yield Said(f"{count} osynliga tecken är borttagna ur texten.", f"{count} invisible characters were removed from the text.")


def cleaned(text: str, unseen: Unseen) -> str:
    """The text in composed Unicode with plain line ends, without characters that are not seen. Counts them in `unseen`."""
    text = _LINE_ENDS.sub("\n", text)
    without, controls = _CONTROL.subn("", text)
    unseen.control += controls
    hidden = _UNSEEN.findall(without)
    if hidden:
        unseen.hidden += sum(1 for character in hidden if character not in _HARMLESS)
        without = _UNSEEN.sub("", without)
    return unicodedata.normalize("NFC", without)


def line_of(text: str) -> str:
    """Every run of spaces as one, none at the ends of lines."""
    return _MANY_LINES.sub("\n", _SPACES.sub(" ", text)).strip()


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a cleaned text: what stands between empty lines."""
    return [kept for part in _PARAGRAPH_END.split(text) if (kept := line_of(part))]


def plain_text(text: str, name: str = "") -> Document:
    """A pasted text as a document. Markup and instructions in it are only text.

    Raises Refused where it is empty or longer than a million characters.
    """
    if len(text) > PASTED_CHARACTERS:
        raise too_long(PASTED_CHARACTERS, "tecken", "characters")
    unseen = Unseen()
    blocks = [Block(paragraph) for paragraph in paragraphs(cleaned(text, unseen))]
    if not blocks:
        raise without_text("", is_scanned=False)
    return document_of(name, "pasted", "", blocks, unseen.said())
