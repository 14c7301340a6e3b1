"""Why a number is not there, in whole sentences for a reader."""

from collections.abc import Mapping

from samhandling.economy import Reason, TooCoarse
from samhandling.figures.business.shapes import Unknown
from samhandling.ground.said import Said

_SAID: Mapping[Reason, Said] = {
    Reason.MISSING_CELL: Said("Källan saknar en uppgift som behövs.", "The source lacks a figure that is needed."),
    Reason.SUPPRESSED_CELL: Said(
        "Källan döljer en uppgift som behövs, för att ingen enskild ska gå att känna igen.",
        "The source withholds a figure that is needed, so that nobody can be recognised.",
    ),
    Reason.EMPTY_REGION: Said("Ingen är sysselsatt här enligt källan.", "Nobody is employed here according to the source."),
    Reason.EMPTY_INDUSTRY: Said(
        "Ingen arbetar i branschen, varken här eller där det jämförs.",
        "Nobody works in the industry, neither here nor where it is compared.",
    ),
    Reason.NO_START: Said("Ingen var sysselsatt här vid periodens början.", "Nobody was employed here at the start of the period."),
    Reason.NO_REFERENCE_CHANGE: Said("Det fanns ingen förändring att jämföra med.", "There was no change to compare with."),
    Reason.DISCONNECTED_NETWORK: Said(
        "Branscherna bildar inte ett sammanhängande nät, så ordningen går inte att räkna.",
        "The industries do not make one connected network, so the order cannot be computed.",
    ),
    Reason.OUTSIDE_LARGEST_PART: Said(
        "Ligger utanför det nät av branscher som hänger samman.", "Lies outside the network of industries that hangs together."
    ),
    Reason.NOTHING_PRESENT: Said(
        "Ingen bransch är starkare här än där det jämförs.", "No industry is stronger here than where it is compared."
    ),
}
_OTHER = Said("Måttet är inte definierat för de här uppgifterna.", "The measure is not defined for these figures.")
_WHAT = {"industries": ("branscher", "industries"), "regions": ("regioner", "regions")}


def reason_said(reason: Reason) -> Said:
    """The reason as a sentence."""
    return _SAID.get(reason, _OTHER)


def unknown(reason: Reason) -> Unknown:
    """A measure that this reason leaves undefined."""
    return Unknown(reason_said(reason))


def too_coarse(coarse: TooCoarse) -> Unknown:
    """A measure that needs a finer classification, or more regions."""
    sv, en = _WHAT.get(coarse.what, ("branscher inom någon grupp", "industries within some group"))
    return Unknown(
        Said(
            f"Det här måttet behöver minst {coarse.least} {sv}, och här finns {coarse.found}. Med finare siffror går det att räkna.",
            f"This measure needs at least {coarse.least} {en}, and there are {coarse.found} here. With finer figures it can be computed.",
        )
    )
