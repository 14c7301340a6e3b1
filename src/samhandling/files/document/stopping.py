"""Why the reading of a text was stopped or refused, in words."""

from samhandling.files.counting import spaced
from samhandling.files.limits import Limits
from samhandling.ground.faults import Refused, refusal
from samhandling.ground.said import Said

_MAKE_SMALLER = Said(
    "Ta bort bilder och bilagor ur dokumentet, eller kopiera den text som det gäller och klistra in den.",
    "Remove pictures and appendices from the document, or copy the text that matters and paste it.",
)
SAVE_AS_DOCX = Said(
    "Öppna filen i Word eller LibreOffice, välj Spara som och typen .docx, och lämna in den nya filen.",
    "Open the file in Word or LibreOffice, choose Save as and the type .docx, and hand in the new file.",
)
FETCH_AGAIN = Said(
    "Öppna filen i programmet där den gjordes och spara den på nytt. Går den inte att öppna där heller, hämta den igen.",
    "Open the file in the program where it was made and save it again. If it does not open there either, fetch it again.",
)
PASTE_INSTEAD = Said(
    "Spara texten som .docx, .odt, .pdf eller .txt, eller klistra in den.",
    "Save the text as .docx, .odt, .pdf or .txt, or paste it.",
)


def out_of_time(limits: Limits) -> Refused:
    """It took too long."""
    seconds = f"{limits.seconds:g}"
    return refusal(
        f"> {seconds} s",
        Said(f"ett dokument som går att läsa på {seconds} sekunder", f"a document that can be read in {seconds} seconds"),
        _MAKE_SMALLER,
    )


def out_of_memory(limits: Limits) -> Refused:
    """It needed too much memory."""
    most = f"{limits.memory_bytes // 1_000_000} MB"
    return refusal(
        f"> {most}",
        Said(f"ett dokument som går att läsa med {most} minne", f"a document that can be read with {most} of memory"),
        _MAKE_SMALLER,
    )


def too_large(read_bytes: int, most_bytes: int) -> Refused:
    """It is larger than documents may be."""
    most = f"{most_bytes // 1_000_000} MB"
    return refusal(f"{read_bytes // 1_000_000} MB", Said(f"ett dokument på högst {most}", f"a document of at most {most}"), _MAKE_SMALLER)


def too_long(most: int, sv: str, en: str) -> Refused:
    """It has more pages, paragraphs or characters than documents may have."""
    return refusal(
        f"> {spaced(most)}",
        Said(f"ett dokument med högst {spaced(most)} {sv}", f"a document with at most {spaced(most)} {en}"),
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
            "Försök igen. Händer det på nytt: kopiera texten och klistra in den.",
            "Try again. If it happens once more: copy the text and paste it.",
        ),
    )


def not_understood(how: str) -> Refused:
    """The reader met something that it has no words for."""
    return refusal(
        how,
        Said("ett dokument som läsaren förstår", "a document that the reader understands"),
        Said(
            "Kopiera texten och klistra in den. Skicka gärna filen till den som förvaltar systemet.",
            "Copy the text and paste it. Please send the file to whoever maintains the system.",
        ),
    )


def damaged(read: str) -> Refused:
    """The file is broken; `read` says where."""
    return refusal(
        read[:200],
        Said("ett helt dokument; filen är skadad eller avhuggen", "a whole document; the file is damaged or cut off"),
        FETCH_AGAIN,
    )


def locked(read: str) -> Refused:
    """The file asks for a password."""
    return refusal(
        read,
        Said("ett dokument utan lösenord; det här är låst med ett", "a document without a password; this one is locked with one"),
        Said(
            "Öppna det, ta bort lösenordet och spara på nytt. Det går också att kopiera texten och klistra in den.",
            "Open it, remove the password and save it again. You can also copy the text and paste it.",
        ),
    )


def without_text(read: str, is_scanned: bool) -> Refused:
    """There is nothing to read in it."""
    if is_scanned:
        return refusal(
            read,
            Said(
                "ett dokument med text; det här verkar vara inskannat och har bara bilder av sidor",
                "a document with text; this one seems to be scanned and has only pictures of pages",
            ),
            Said(
                "Låt ett program för texttolkning (OCR) läsa sidorna, eller hämta originalet. Det går också att klistra in texten.",
                "Let a program for text recognition (OCR) read the pages, or fetch the original. You can also paste the text.",
            ),
        )
    return refusal(
        read,
        Said("ett dokument med text; det här är tomt", "a document with text; this one is empty"),
        Said("Kontrollera att rätt fil är vald och att den är sparad.", "Check that the right file is chosen and that it has been saved."),
    )


def too_much_packed(read: str, sv: str, en: str) -> Refused:
    """It unpacks to more than it holds."""
    return refusal(
        read,
        Said(f"ett dokument med {sv}", f"a document with {en}"),
        Said(
            "Filen packar upp sig till långt mer än den rymmer. Kopiera texten till ett nytt dokument eller klistra in den.",
            "The file unpacks to far more than it holds. Copy the text to a new document or paste it.",
        ),
    )


def unsafe(name: str) -> Refused:
    """A part of it declares a document type or entities."""
    return refusal(
        name,
        Said(
            "XML utan dokumenttyp (DOCTYPE); ordbehandlare skriver ingen sådan och den kan dölja skadlig kod",
            "XML without a document type (DOCTYPE); word processors write none and it can hide harmful code",
        ),
        FETCH_AGAIN,
    )
