"""Sentences about what was left out when a text was read."""

from samhandling.ground.said import Said

HIDDEN_NOT_READ = Said(
    "Dokumentet har dold text. Den är inte läst, eftersom den inte syns för den som läser dokumentet.",
    "The document has hidden text. It was not read, since whoever reads the document does not see it.",
)


def comments_not_read(count: int) -> Said:
    """Comments in the margin."""
    if count == 1:
        return Said("En kommentar i marginalen är inte läst.", "One comment in the margin was not read.")
    return Said(f"{count} kommentarer i marginalen är inte lästa.", f"{count} comments in the margin were not read.")


def deletions_not_read(count: int) -> Said:
    """Tracked deletions."""
    if count == 1:
        return Said(
            "Dokumentet har spårade ändringar. En strykning är inte läst.", "The document has tracked changes. One deletion was not read."
        )
    return Said(
        f"Dokumentet har spårade ändringar. {count} strykningar är inte lästa.",
        f"The document has tracked changes. {count} deletions were not read.",
    )


def headers_removed(texts: int, pages: int) -> Said:
    """Running headers and footers of a PDF."""
    if texts == 1:
        return Said(
            f"En sidrubrik eller sidfot som återkommer på de {pages} sidorna är inte läst.",
            f"A page header or footer that recurs on the {pages} pages was not read.",
        )
    return Said(
        f"{texts} sidrubriker och sidfötter som återkommer på de {pages} sidorna är inte lästa.",
        f"{texts} page headers and footers that recur on the {pages} pages were not read.",
    )


def pages_without_text(pages: list[int]) -> Said:
    """Some pages of a PDF are pictures."""
    listed = ", ".join(str(page) for page in pages[:10]) + ("…" if len(pages) > 10 else "")
    if len(pages) == 1:
        return Said(
            f"Sidan {listed} har ingen text att läsa, kanske bara en bild.", f"Page {listed} has no text to read, perhaps only a picture."
        )
    return Said(
        f"{len(pages)} sidor har ingen text att läsa, kanske bara bilder: {listed}.",
        f"{len(pages)} pages have no text to read, perhaps only pictures: {listed}.",
    )
