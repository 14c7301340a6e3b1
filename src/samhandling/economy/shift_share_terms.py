"""Shift-share on plain arrays: growth between two points taken apart, over the last axis (industries). Jobs in, jobs out.

Notation: e, f the region's jobs at start and end, (..., n); E, F the reference's, broadcast. Rates: g = f/e - 1 of the region's
industry, G_i = F/E - 1 of the reference's, g_r and G of the sums. Where an industry had no jobs anywhere at the start (E = 0),
G_i counts as G, since nothing is weighted by it. Terms of each method add up to f - e, cell by cell.
"""

import numpy as np

from samhandling.economy.results import Floats

Terms = dict[str, Floats]


@np.errstate(invalid="ignore", divide="ignore", over="ignore")
def dunn_of(start: Floats, end: Floats, reference_start: Floats, reference_end: Floats) -> Terms:
    """Jobs: national e G, mix e (G_i - G), regional f - e (1 + G_i).

    Source: Dunn, Papers of the Regional Science Association 6 (1960).
    """
    whole, by_industry = _growth(reference_start, reference_end)
    national = start * whole
    return {"national": national, "mix": start * by_industry - national, "regional": end - start - start * by_industry}


@np.errstate(invalid="ignore", divide="ignore", over="ignore")
def esteban_marquillas_of(start: Floats, end: Floats, reference_start: Floats, reference_end: Floats) -> Terms:
    """Dunn's national and mix; his regional term as competitive h (g - G_i) and allocation (e - h)(g - G_i), h = e_r E_i / E.

    h is what the industry would have if the region were built as the reference. Where the region had nothing at the start there is
    no g: all of the end's jobs stand under allocation. Source: Esteban-Marquillas, Regional and Urban Economics 2 (1972).
    """
    terms = dunn_of(start, end, reference_start, reference_end)
    regional = terms.pop("regional")
    competitive = _homothetic(start, reference_start) * _per_job(regional, start)
    return {**terms, "competitive": competitive, "allocation": regional - competitive}


@np.errstate(invalid="ignore", divide="ignore", over="ignore")
def arcelus_of(start: Floats, end: Floats, reference_start: Floats, reference_end: Floats) -> Terms:
    """Dunn's national and mix; his regional term in four: the region's general growth and its own industry growth, each on h and e - h.

    regional_growth h (g_r - G), regional_growth_allocation (e - h)(g_r - G), regional_mix h d, regional_mix_allocation (e - h) d,
    d = (g - g_r) - (G_i - G). Where e = 0 the end's jobs stand under regional_mix_allocation, less what the others take.
    Source: Arcelus, Growth and Change 15 (1984).
    """
    terms = dunn_of(start, end, reference_start, reference_end)
    regional = terms.pop("regional")
    whole, _ = _growth(reference_start, reference_end)
    homothetic = _homothetic(start, reference_start)
    general = _ratio(end.sum(axis=-1, keepdims=True), start.sum(axis=-1, keepdims=True)) - 1 - whole
    growth, growth_allocation = homothetic * general, (start - homothetic) * general
    mix = homothetic * np.where(start > 0, _per_job(regional, start) - general, 0.0)
    rest = regional - growth - growth_allocation - mix
    return {
        **terms,
        "regional_growth": growth,
        "regional_growth_allocation": growth_allocation,
        "regional_mix": mix,
        "regional_mix_allocation": rest,
    }


@np.errstate(invalid="ignore", divide="ignore", over="ignore")
def gerfin_of(start: Floats, end: Floats, reference_start: Floats, reference_end: Floats) -> Terms:
    """Index numbers, (...,), ratio: structure (sum e F/E) / e_r / (F/E whole), location f_r / sum e F/E, total their product.

    1 is growth as the reference's. Source: Gerfin, Kyklos 17 (1964).
    """
    whole, by_industry = _growth(reference_start, reference_end)
    as_reference = (start * (1 + by_industry)).sum(axis=-1)
    structure = _ratio(as_reference, start.sum(axis=-1)) / (1 + whole[..., 0])
    location = _ratio(end.sum(axis=-1), as_reference)
    return {"structure": structure, "location": location, "total": structure * location}


def _growth(start: Floats, end: Floats) -> tuple[Floats, Floats]:
    whole = _ratio(end.sum(axis=-1, keepdims=True), start.sum(axis=-1, keepdims=True)) - 1
    return whole, np.where(start > 0, _ratio(end, start) - 1, whole)


def _homothetic(start: Floats, reference: Floats) -> Floats:
    return np.asarray(start.sum(axis=-1, keepdims=True) * (reference / reference.sum(axis=-1, keepdims=True)))


def _per_job(amount: Floats, start: Floats) -> Floats:
    """Amount / start, and 0 where there was nothing at the start."""
    return np.asarray(amount / np.where(start > 0, start, np.inf))


def _ratio(above: Floats, below: Floats) -> Floats:
    return np.asarray(above / below)
