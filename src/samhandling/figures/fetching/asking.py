"""Asking the source that an indicator's file names: which client, which question, and what came in the store's words. No Django."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pyarrow as pa

from samhandling.figures.fetching.cells import Kept, cells_in_store_words, codelists_of, joined
from samhandling.figures.fetching.choosing import Chosen, Variable, chosen
from samhandling.figures.indicators.series import TOTAL, is_fetched
from samhandling.figures.rules.indicator.document import Origin
from samhandling.figures.sources import eurostat, kolada, pxweb1, pxwebapi2
from samhandling.figures.sources.fetched import Fetched
from samhandling.figures.sources.fetching import Web
from samhandling.figures.sources.from_cubes import Axes
from samhandling.figures.sources.joining import collection_of
from samhandling.figures.sources.observations import Observations
from samhandling.figures.sources.place_schemes import PlaceScheme
from samhandling.figures.sources.selecting import Selection
from samhandling.files.cube.cubes import text_in
from samhandling.files.json_stat.data_sets import read_json_stat
from samhandling.ground.faults import Location, Refused, refusal
from samhandling.ground.places import NATION
from samhandling.ground.said import Said

# A table's description is asked for once for all the series that are taken from it.
_DESCRIPTIONS_LAST = timedelta(hours=1)
_FIRST_YEAR = 1995
Parse = Callable[[Fetched, Axes], Observations]
_SEX_OF_EUROSTAT, _SEX_OF_KOLADA = "sex", "gender"


@dataclass(frozen=True, slots=True)
class PxSite:
    """A statistical database: the addresses of its newer interface ("" for none) and of its older one with the folder above all paths."""

    newer: str
    older: str
    producer: str
    licence: str
    scheme: PlaceScheme = "scb"


def _address(name: str, usual: str) -> str:
    return os.environ.get(name, usual).rstrip("/")


@dataclass(frozen=True, slots=True)
class Sites:
    """Where each source answers; the environment may name others, a mirror for instance."""

    px: Mapping[str, PxSite] = field(
        default_factory=lambda: {
            "scb": PxSite(
                _address("SAMHANDLING_FIGURES_SCB", "https://statistikdatabasen.scb.se/api/v2"),
                _address("SAMHANDLING_FIGURES_SCB_OLDER", "https://api.scb.se/OV0104/v1/doris/sv/ssd/START"),
                "SCB",
                "CC0",
            ),
            # Growth analysis numbers its places in its own way; their names tell which they are.
            "tillvaxtanalys": PxSite(
                "",
                _address("SAMHANDLING_FIGURES_TVA", "https://statistik.tillvaxtanalys.se/PxWeb/api/v1/sv/Tillväxtanalys statistikdatabas"),
                "Tillväxtanalys",
                "",
                "names",
            ),
        }
    )
    kolada: str = field(default_factory=lambda: _address("SAMHANDLING_FIGURES_KOLADA", "https://api.kolada.se/v3"))
    eurostat: str = field(
        default_factory=lambda: _address("SAMHANDLING_FIGURES_EUROSTAT", "https://ec.europa.eu/eurostat/api/dissemination")
    )


@dataclass(frozen=True, slots=True)
class Came:
    """What a source gave for one series: its bytes and what is known of them, the cells in the store's words, what their codes mean."""

    fetched: Fetched
    cells: pa.Table
    title: str
    codelists: Mapping[str, Mapping[str, str]]
    notes: tuple[str, ...] = ()


class Asking:
    """Everything that is asked over one `Web`: what a site told of itself is then asked once."""

    def __init__(self, web: Web, sites: Sites | None = None, today: date | None = None) -> None:
        self._web = web
        self._sites = sites or Sites()
        self._today = today or web.clock.now().date()
        self._newer: dict[str, pxwebapi2.PxWebApi2] = {}
        self._older: dict[str, pxweb1.PxWeb1] = {}

    def ask(self, origin: Origin) -> Came:
        """The figures of a series. Raises FetchFailed; Refused: the table is not as the file says, or its answer cannot be read."""
        if not is_fetched(origin):
            raise _not_asked(origin)
        match origin.kind:
            case "kolada":
                return self._kolada(origin)
            case "eurostat":
                return self._eurostat(origin)
            case _:
                return self._px(origin)

    def _kolada(self, origin: Origin) -> Came:
        client = kolada.Kolada(self._web, self._sites.kolada)
        # The first year stands still: a window that moved on would let old years vanish.
        fetched = client.fetch(kolada.KoladaQuery(origin.kpi, years=tuple(range(_FIRST_YEAR, self._today.year + 2))))
        found = kolada.parse(fetched)
        cells = cells_in_store_words(found, Kept(_SEX_OF_KOLADA), fetched.url)
        return Came(fetched, cells, found.title, {}, found.notes)

    def _eurostat(self, origin: Origin) -> Came:
        client = eurostat.Eurostat(self._web, self._sites.eurostat)
        filters = {name: tuple(words) for name, words in origin.select.items() if "*" not in words}
        fetched = client.fetch(eurostat.EurostatQuery(origin.dataset, filters))
        found = eurostat.parse(fetched)
        opened = {name: name for name, words in origin.select.items() if ("*" in words or len(words) > 1) and name != "geo"}
        kept = Kept(opened.pop(_SEX_OF_EUROSTAT, ""), opened)
        return _came(fetched, found, kept, with_places=False)

    def _px(self, origin: Origin) -> Came:
        site = self._sites.px[origin.server]
        if origin.path or not site.newer:
            return self._px_older(origin, site)
        return self._px_newer(origin, site)

    def _px_older(self, origin: Origin, site: PxSite) -> Came:
        client = self._older.setdefault(origin.server, pxweb1.PxWeb1(self._web, site.older, producer=site.producer, licence=site.licence))
        path = "/".join(part for part in (origin.path, origin.table) if part)
        url = f"{site.older}/{path}"
        variables = [
            Variable(one.code, one.label, one.values, one.can_be_eliminated, one.is_time)
            for one in client.variables(path, max_age=_DESCRIPTIONS_LAST)
        ]
        picked = chosen(origin.select, variables, url)
        answers = [(client.fetch(pxweb1.PxWeb1Query(path, asked)), sex) for asked, sex in _questions(picked)]
        return _px_came(answers, picked, site.scheme, pxweb1.parse)

    def _px_newer(self, origin: Origin, site: PxSite) -> Came:
        client = self._newer.setdefault(origin.server, pxwebapi2.PxWebApi2(self._web, site.newer, "sv"))
        table = self._table(origin, client, site)
        url = f"{site.newer}/tables/{table}/metadata"
        answer = self._web.get(url, [("lang", "sv")], accept="application/json", max_age=_DESCRIPTIONS_LAST)
        (cube,) = read_json_stat(answer.body, url)[:1]
        variables = [
            Variable(
                one.id,
                text_in(one.label, "sv"),
                {category.code: text_in(category.label, "sv", category.code) for category in one.categories},
                one.elimination is not None,
                one.role == "time",
            )
            for one in cube.dimensions
        ]
        picked = chosen(origin.select, variables, url)
        answers = [(client.fetch(pxwebapi2.TableQuery(table, asked)), sex) for asked, sex in _questions(picked)]
        return _px_came(answers, picked, site.scheme, pxwebapi2.parse)

    def _table(self, origin: Origin, client: pxwebapi2.PxWebApi2, site: PxSite) -> str:
        """The table's id in the newer interface: its own, or that of the only table that is found by the older name."""
        if origin.table.upper().startswith("TAB"):
            return origin.table
        found = [table.id for table in client.tables(origin.table)]
        if len(found) == 1:
            return found[0]
        expected = Said(
            f"en tabell som heter {origin.table} hos {site.producer}; sökningen gav {len(found)}",
            f"a table called {origin.table} at {site.producer}; the search gave {len(found)}",
        )
        way_out = Said(
            "Skriv tabellens id (TAB och siffror) eller mapparna i path i indikatorns fil.",
            "Write the table's id (TAB and digits), or the folders as path, in the indicator's file.",
        )
        raise refusal(", ".join(found[:10]), expected, way_out, Location(file=f"{site.newer}/tables?query={origin.table}"))


def _questions(picked: Chosen) -> list[tuple[dict[str, Selection], str]]:
    """One question; two where the table has no code for everyone: with the sexes, and summed by the source."""
    asked = {name: Selection(codes) for name, codes in picked.codes.items()}
    if not picked.sums_sexes:
        return [(asked, "")]
    return [(asked, ""), ({name: codes for name, codes in asked.items() if name != picked.sex}, TOTAL)]


def _px_came(answers: Sequence[tuple[Fetched, str]], picked: Chosen, scheme: PlaceScheme, parse: Parse) -> Came:
    came = []
    for fetched, sex in answers:
        axes = Axes(scheme=scheme, everywhere=NATION)
        came.append(_came(fetched, parse(fetched, axes), Kept(picked.sex, picked.open), with_places=scheme == "scb", sex=sex))
    if len(came) == 1:
        return came[0]
    whole = replace(came[0].fetched, data=collection_of([one.fetched.data for one in came]))
    return replace(came[0], fetched=whole, cells=joined([one.cells for one in came]))


def _came(fetched: Fetched, found: Observations, kept: Kept, *, with_places: bool, sex: str = "") -> Came:
    cells = cells_in_store_words(found, kept, fetched.url, sex)
    return Came(fetched, cells, found.title, codelists_of(found, kept, with_places=with_places), found.notes)


def _not_asked(origin: Origin) -> Refused:
    return refusal(
        origin.key,
        Said("en källa som svarar över nätet", "a source that answers over the network"),
        Said("Läs in en fil med: samhandling figures load FIL.", "Read in a file with: samhandling figures load FILE."),
    )
