"""Which picture a page shows: said once on the first page and on each initiative's."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from samhandling.ground.counting import day_said
from samhandling.ground.said import Said
from samhandling.ground.viewer import Level, Viewer
from samhandling.plan.showing import publications


@dataclass(frozen=True, slots=True)
class Standing:
    """The line that tells. `nothing`: there is no picture for this viewer yet. `published`: the day of what visitors see."""

    said: Said
    nothing: bool
    published: date | None
    is_working: bool


def standing_of(strategy: str, *, seen_by: Viewer) -> Standing:
    """What the viewer looks at: the published picture, the shared one, or working material."""
    found = publications(strategy, seen_by=seen_by)
    shown = {row.state: timezone.localdate(row.at) for row in reversed(found)}
    published = shown.get("published")
    if seen_by.level is Level.WORKING:
        return Standing(_working(published), nothing=False, published=published, is_working=True)
    if seen_by.level is Level.SHARED:
        return _shared(timezone.localdate(found[0].at) if found else None, published)
    if published is None:
        return Standing(NOTHING, nothing=True, published=None, is_working=False)
    day = day_said(published)
    return Standing(Said(f"Publicerad den {day.sv}.", f"Published on {day.en}."), nothing=False, published=published, is_working=False)


NOTHING = Said("Inget är publicerat ännu.", "Nothing is published yet.")


def _working(published: date | None) -> Said:
    if published is None:
        return Said(
            "Du ser arbetsmaterial. Inget är publicerat ännu, så besökare ser inga insatser.",
            "You see working material. Nothing is published yet, so visitors see no initiatives.",
        )
    day = day_said(published)
    return Said(
        f"Du ser arbetsmaterial. Besökare ser bilden som publicerades den {day.sv}.",
        f"You see working material. Visitors see the picture that was published on {day.en}.",
    )


def _shared(shared: date | None, published: date | None) -> Standing:
    if shared is None:
        said = Said(
            "Ingen bild är delad med er ännu. Era egna insatser ser du som de står nu.",
            "No picture has been shared with you yet. Your own initiatives you see as they stand now.",
        )
    else:
        day = day_said(shared)
        said = Said(
            f"Du ser bilden som delades med aktörerna den {day.sv}, och era egna insatser som de står nu.",
            f"You see the picture that was shared with the actors on {day.en}, and your own initiatives as they stand now.",
        )
    return Standing(said, nothing=False, published=published, is_working=False)
