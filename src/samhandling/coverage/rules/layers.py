"""The three layers that initiatives are counted in: nation, county, municipality."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samhandling.coverage.rules.layout import Index, Ragged, Rows, Truth
from samhandling.ground.places import NATION, PlaceCode, county_of, is_county, is_municipality


@dataclass(frozen=True, slots=True)
class Entries:
    """(what, where) pairs: `what` indexes claims or initiatives, `where` the places; `slot` the place entry that it came from."""

    what: Index
    where: Index
    slot: Index

    def keep(self, mask: Truth) -> "Entries":
        """Those where `mask` (over `what`) holds."""
        kept = mask[self.what]
        return Entries(self.what[kept], self.where[kept], self.slot[kept])


@dataclass(frozen=True, slots=True)
class Spread:
    """Where each thing is counted: the nation's layer, every county, counties that it covers whole, municipalities that it names."""

    nation: Index
    county: Entries
    whole_county: Entries
    named: Entries


def spread(rows: Rows, initiative: Index) -> Spread:
    """Spread things (claims, or initiatives themselves) that belong to `initiative` over the layers."""
    county = _entries(rows.county_entries, initiative)
    whole = ~rows.county_names_some[county.slot]
    return Spread(
        nation=np.flatnonzero(rows.wide[initiative]),
        county=county,
        whole_county=Entries(county.what[whole], county.where[whole], county.slot[whole]),
        named=_entries(rows.municipality_entries, initiative),
    )


def _entries(places: Ragged, initiative: Index) -> Entries:
    what, where = places.expand(initiative)
    slots = Ragged(np.arange(len(places.values)), places.start, places.count)
    return Entries(what, where, slots.expand(initiative)[1])


class Layers:
    """Counts by place × focus area from the layers; a municipality gets the nation's, its whole county's and its own."""

    def __init__(self, places: Sequence[PlaceCode], focus_areas: int) -> None:
        self.shape = (len(places), focus_areas)
        row_of = {code: index for index, code in enumerate(places)}
        self.nation = row_of[NATION]
        self.counties = np.array([row_of[code] for code in places if is_county(code)])
        self.municipalities = np.array([row_of[code] for code in places if is_municipality(code)])
        self.county_of = np.array([row_of[county_of(code)] for code in places if is_municipality(code)])
        self.municipalities_in = np.bincount(self.county_of, minlength=len(places))

    def stack(self, every: Index, nation: Index, county: Index, whole_county: Index, named: Index) -> Index:
        """One layer upon the other: arrays over focus areas (every, nation) and places × focus areas (the rest)."""
        total = np.zeros(self.shape, every.dtype)
        total[self.nation] = every
        total[self.counties] = nation + county[self.counties]
        total[self.municipalities] = nation + whole_county[self.county_of] + named[self.municipalities]
        return total

    def _grid(self, area: Index, where: Index) -> Index:
        return np.bincount(where * self.shape[1] + area, minlength=self.shape[0] * self.shape[1]).reshape(self.shape)

    def count(self, rows: Rows, claims: Spread, mask: Truth) -> Index:
        """How many claims of `mask` each place and focus area has."""
        areas = self.shape[1]
        county, whole, named = (entries.keep(mask) for entries in (claims.county, claims.whole_county, claims.named))
        return self.stack(
            np.bincount(rows.focus_area[mask], minlength=areas),
            np.bincount(rows.focus_area[claims.nation][mask[claims.nation]], minlength=areas),
            self._grid(rows.focus_area[county.what], county.where),
            self._grid(rows.focus_area[whole.what], whole.where),
            self._grid(rows.focus_area[named.what], named.where),
        )

    def count_named(self, rows: Rows, claims: Spread) -> Index:
        """How many active claims name a municipality of the place."""
        areas = self.shape[1]
        mask = rows.active & rows.names_any[rows.initiative]
        naming = claims.county.keep(mask)
        some = rows.county_names_some[naming.slot]
        named = claims.named.keep(mask)
        nothing = np.zeros(areas, np.int64)
        return self.stack(
            np.bincount(rows.focus_area[mask], minlength=areas),
            nothing,
            self._grid(rows.focus_area[naming.what[some]], naming.where[some]),
            np.zeros(self.shape, np.int64),
            self._grid(rows.focus_area[named.what], named.where),
        )

    def of_initiatives(self, rows: Rows, mask: Truth) -> Index:
        """How many initiatives of `mask` each place has, repeated for every focus area."""
        own = spread(rows, np.arange(len(rows.wide)))
        nothing = np.zeros(len(rows.wide), np.int64)
        county, whole, named = (entries.keep(mask) for entries in (own.county, own.whole_county, own.named))
        return self.stack(
            np.full(self.shape[1], mask.sum()),
            np.full(self.shape[1], (mask & rows.wide).sum()),
            np.repeat(self._grid(nothing[county.what], county.where)[:, :1], self.shape[1], axis=1),
            np.repeat(self._grid(nothing[whole.what], whole.where)[:, :1], self.shape[1], axis=1),
            np.repeat(self._grid(nothing[named.what], named.where)[:, :1], self.shape[1], axis=1),
        )

    def distinct(self, rows: Rows, claims: Spread, mask: Truth, names: Ragged, of_claim: Index) -> Index:
        """How many different names (owners, financiers, aspects) the claims of `mask` have: a union over the layers, not a sum.

        `names.expand` is asked with `of_claim[claim]`: the claim's own number, or its initiative's.
        """
        areas, size = self.shape[1], int(names.values.max(initial=0)) + 1

        def keys(what: Index, where: Index) -> Index:
            source, name = names.expand(of_claim[what])
            return np.unique((where[source] * areas + rows.focus_area[what][source]) * size + name)

        def per_cell(found: Index) -> Index:
            return np.bincount(found // size, minlength=self.shape[0] * areas).reshape(self.shape)

        everywhere = np.flatnonzero(mask)
        nation_claims = claims.nation[mask[claims.nation]]
        every = keys(everywhere, np.zeros(len(everywhere), np.int64))
        nation = keys(nation_claims, np.zeros(len(nation_claims), np.int64))
        per_place = areas * size

        def beyond(found: Index, *known: Index) -> Index:
            """Of `found`, the keys that no wider layer has; `known` are keys moved to the same places."""
            return found[~np.isin(found, np.concatenate(known))] if known else found

        def moved(found: Index, targets: Index) -> Index:
            return (targets[:, None] * per_place + found[None, :] % per_place).ravel()

        county, whole, named = (entries.keep(mask) for entries in (claims.county, claims.whole_county, claims.named))
        county_keys, whole_keys, named_keys = (keys(entries.what, entries.where) for entries in (county, whole, named))
        nation_at_counties = moved(nation, self.counties)
        whole_beyond = beyond(whole_keys, nation_at_counties)
        county_row = np.zeros(self.shape[0], np.int64)
        county_row[self.municipalities] = self.county_of
        lifted = county_row[named_keys // per_place] * per_place + named_keys % per_place
        fresh = named_keys[~np.isin(lifted, np.concatenate([nation_at_counties, whole_keys]))]
        return self.stack(
            per_cell(every)[0],
            per_cell(nation)[0],
            per_cell(beyond(county_keys, nation_at_counties)),
            per_cell(whole_beyond),
            per_cell(fresh),
        )
