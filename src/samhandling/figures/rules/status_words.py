"""Why a cell has no value, where the product itself is what says so: the word that stands as its status, and the sentence."""

from collections.abc import Mapping

from samhandling.ground.said import Said

BREAK = "b"
"""The value is the first of another way of counting: a break in the series begins here. The sign that Eurostat uses."""

TOO_COARSE, NO_NATION, NO_COUNTS, ACROSS_A_BREAK = "too_coarse", "no_nation", "no_counts", "across_a_break"

_SAID: Mapping[str, Said] = {
    "suppressed_cell": Said("källan döljer en uppgift som behövs", "the source withholds a figure that is needed"),
    "missing_cell": Said("källan saknar en uppgift som behövs", "the source lacks a figure that is needed"),
    "empty_region": Said("ingen är sysselsatt där", "nobody is employed there"),
    "empty_industry": Said("ingen i riket arbetar i branschen", "nobody in the nation works in the industry"),
    "no_start": Said("ingen var sysselsatt där vid periodens början", "nobody was employed there at the start of the period"),
    "no_start_year": Said("året som det räknas från finns inte", "the year that it is counted from is not there"),
    "one_part_only": Said("det finns bara en bransch", "there is one industry only"),
    TOO_COARSE: Said("siffrorna har grövre branscher än måttet behöver", "the figures have coarser industries than the measure needs"),
    NO_NATION: Said("riket finns inte i siffrorna", "the nation is not in the figures"),
    NO_COUNTS: Said("siffrorna är andelar, inte antal", "the figures are shares, no counts"),
    ACROSS_A_BREAK: Said("ett brott i serien ligger emellan", "a break in the series lies between"),
    "no_numerator": Said("täljaren saknas", "the numerator is missing"),
    "no_denominator": Said("nämnaren saknas", "the denominator is missing"),
    "zero_denominator": Said("nämnaren är noll", "the denominator is zero"),
    BREAK: Said("brott i serien", "a break in the series"),
}


def status_said(status: str) -> Said:
    """The status in words where it is the product's own; a source's sign is left as it is."""
    own = _SAID.get(status)
    if own is not None:
        return own
    words = [_SAID.get(word) for word in status.split()]
    if len(words) > 1 and all(words):
        known = [word for word in words if word]
        return Said("; ".join(word.sv for word in known), "; ".join(word.en for word in known))
    return Said(status, status)
