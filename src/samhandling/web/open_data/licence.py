"""Under which licence the open data are given: CC0, unless the region has chosen another."""

from dataclasses import dataclass

from django.conf import settings

from samhandling.ground.faults import refusal
from samhandling.ground.said import Said


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence by its name in SPDX, with where it can be read."""

    name: str
    title: str
    path: str


LICENCES = {
    one.name: one
    for one in (
        Licence("CC0-1.0", "Creative Commons CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        Licence("CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        Licence("CC-BY-SA-4.0", "Creative Commons Attribution-ShareAlike 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        Licence("ODC-By-1.0", "Open Data Commons Attribution 1.0", "https://opendatacommons.org/licenses/by/1-0/"),
    )
}


def licence() -> Licence:
    """The one that the setting SAMHANDLING_LICENCE names. Raises Refused where it is none that the product knows."""
    wanted = getattr(settings, "SAMHANDLING_LICENCE", "") or "CC0-1.0"
    if wanted not in LICENCES:
        listed = ", ".join(LICENCES)
        raise refusal(
            wanted,
            Said(f"En licens bland {listed}.", f"A licence among {listed}."),
            Said("Rätta inställningen SAMHANDLING_LICENCE.", "Correct the setting SAMHANDLING_LICENCE."),
        )
    return LICENCES[wanted]
