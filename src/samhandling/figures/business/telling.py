"""The computed sentences of a reading: whole, with their numbers, for somebody who has never heard of a location quotient."""

from collections.abc import Sequence

from samhandling.figures.business.classifications import is_unknown_industry
from samhandling.figures.business.shapes import NATION_ITSELF, Alike, Breadth, Growth, IndustryRow, Near, NearRow, Sentences, Unknown
from samhandling.ground.counting import listed
from samhandling.ground.places import PlaceCode, place_name
from samhandling.ground.said import Said

THE_FIGURES = Said("underlaget", "the figures as a whole")
"""What a place is compared with: the nation, or where that is not known all places in the figures together."""

TERMS = ("national", "mix", "regional")
_SAME = 0.01
_AS_EXPECTED = 0.05
_LARGE_ENOUGH = 0.01


def percent(share: float) -> Said:
    """A share in per cent, with one decimal below ten."""
    number = 100 * share
    text = f"{number:.0f}" if number >= 9.95 else f"{number:.1f}"
    return Said(f"{text.replace('.', ',')} procent", f"{text} per cent")


def whole(number: float) -> Said:
    """A count, rounded, with a space (a comma in English) between thousands."""
    plain = f"{round(number):,}"
    return Said(plain.replace(",", "\u00a0"), plain)


def tenths(number: float) -> Said:
    """One decimal."""
    return Said(f"{number:.1f}".replace(".", ","), f"{number:.1f}")


def lower(said: Said) -> Said:
    """A name within a sentence: its first letter small."""
    return Said(said.sv[:1].lower() + said.sv[1:], said.en[:1].lower() + said.en[1:])


def sentences(
    place: str,
    rows: Sequence[IndustryRow],
    grown: Growth | Unknown,
    broad: Breadth,
    near: Near | Unknown,
    alike: tuple[Alike, ...] | Unknown,
    beside: Said = NATION_ITSELF,
) -> Sentences:
    """One sentence or two over each picture. `beside`: what the place is compared with."""
    name = place_name(PlaceCode(place))
    return Sentences(
        _lives_on(name, rows, beside),
        grown.reason if isinstance(grown, Unknown) else _growth(name, grown, beside),
        _breadth(name, broad, beside),
        near.reason if isinstance(near, Unknown) else _near(name, near),
        alike.reason if isinstance(alike, Unknown) else _resembles(name, alike),
    )


def _lives_on(name: str, rows: Sequence[IndustryRow], beside: Said) -> Said:
    known = [row for row in rows if row.share and not is_unknown_industry(row.code)]
    if not known:
        reason = next((row.reason for row in rows if row.reason), None)
        return reason or Said(f"Ingen är sysselsatt i {name} enligt källan.", f"Nobody is employed in {name} according to the source.")
    most = known[0]
    share, industry = percent(most.share or 0.0), lower(most.name)
    first = Said(
        f"Av dem som arbetar i {name} är {share.sv} sysselsatta inom {industry.sv}.",
        f"Of those who work in {name}, {share.en} are employed in {industry.en}.",
    )
    own = [row for row in known if row.lq is not None and row.lq > 1 and (row.share or 0) >= _LARGE_ENOUGH and row.sureness is None]
    if not own:
        return first
    special = max(own, key=lambda row: row.lq or 0.0)
    times = tenths(special.lq or 0.0)
    if special.code == most.code:
        return _both(
            first,
            Said(
                f"Den andelen är {times.sv} gånger så stor som i {beside.sv}, mer än för någon annan bransch här.",
                f"That share is {times.en} times as large as in {beside.en}, more than for any other industry here.",
            ),
        )
    other = lower(special.name)
    return _both(
        first,
        Said(
            f"Mest skiljer sig platsen från {beside.sv} genom {other.sv}: andelen är {times.sv} gånger så stor här.",
            f"What sets the place most apart from {beside.en} is {other.en}: its share is {times.en} times as large here.",
        ),
    )


def _growth(name: str, grown: Growth, beside: Said) -> Said:
    change = whole(abs(grown.total))
    up = grown.total >= 0
    first = Said(
        f"Från {grown.base_year} till {grown.year} {'ökade' if up else 'minskade'} antalet sysselsatta i {name} med {change.sv}.",
        f"From {grown.base_year} to {grown.year} the number of people employed in {name} {'rose' if up else 'fell'} by {change.en}.",
    )
    nation, mix, own = (_signed(part) for part in (grown.nation_part, grown.industry_part, grown.own_part))
    second = Said(
        f"I takt med {beside.sv} hade förändringen blivit {nation.sv}. Vilka branscher som finns här ger {mix.sv},"
        f" och {own.sv} beror på att branscherna här har utvecklats på ett annat sätt än i {beside.sv}.",
        f"At the pace of {beside.en} the change would have been {nation.en}. Which industries there are here gives {mix.en},"
        f" and {own.en} come of industries here having moved otherwise than in {beside.en}.",
    )
    told = _both(first, second)
    return _both(told, grown.broken[0]) if grown.broken else told


def _breadth(name: str, broad: Breadth, whole_of: Said) -> Said:
    if isinstance(broad.equivalent_number, Unknown):
        return broad.equivalent_number.reason
    here = tenths(broad.equivalent_number)
    nation = broad.series[-1].nation if broad.series else None
    last = next((point.nation for point in reversed(broad.series) if point.equivalent_number == broad.equivalent_number), nation)
    beside = Said("", "")
    if last is not None:
        beside = Said(f"; i {whole_of.sv} som på {tenths(last).sv}", f"; in {whole_of.en} as over {tenths(last).en}")
    first = Said(
        f"Jobben i {name} är lika spridda som om de låg jämnt på {here.sv} branscher{beside.sv}.",
        f"The jobs in {name} are spread as if they lay evenly over {here.en} industries{beside.en}.",
    )
    return _both(first, broad.direction)


def _near(name: str, near: Near) -> Said:
    rows: list[NearRow] = [row for row in near.rows if not row.present and not is_unknown_industry(row.code)][:3]
    if not rows:
        return Said(f"Alla branscher är redan starka i {name}.", f"Every industry is a strength in {name} already.")
    # Names hold commas of their own, so each stands in quotation marks.
    sv, en = listed([f'"{lower(row.name).sv}"' for row in rows]).sv, listed([f'"{lower(row.name).en}"' for row in rows]).en
    return Said(
        f"Av branscher som ännu inte är någon styrka i {name} ligger dessa närmast det som redan finns: {sv}.",
        f"Of industries that are not yet a strength in {name}, these lie nearest to what is there already: {en}.",
    )


def _resembles(name: str, alike: "tuple[Alike, ...]") -> Said:
    most = alike[0]
    moved = percent(most.distance)
    return Said(
        f"Näringslivet i {name} liknar mest det i {most.name.sv}: {moved.sv} av jobben skulle behöva byta bransch för att de skulle bli lika.",
        f"Business life in {name} is most like that of {most.name.en}: {moved.en} of the jobs would have to change industry for the two to be alike.",
    )


def direction(start: int, before: float | None, year: int, now: float | None) -> Said:
    """Which way the breadth has gone between two years that can be compared."""
    if before is None or now is None or start >= year:
        return Said(
            f"Åt vilket håll det går kan inte sägas: {year} har inget tidigare år att jämföras med.",
            f"Which way it goes cannot be told: {year} has no earlier year to be compared with.",
        )
    change = now / before - 1
    if abs(change) < _SAME:
        return Said(f"Det har knappt ändrats sedan {start}.", f"That has hardly changed since {start}.")
    sv, en = ("bredare", "broader") if change > 0 else ("smalare", "narrower")
    return Said(f"Sedan {start} har näringslivet blivit {sv}.", f"Since {start} business life has become {en}.")


def no_base_year(year: int, breaks: Sequence[int]) -> Said:
    """Why growth has nothing to start from."""
    if year in breaks:
        return Said(
            f"Serien börjar om {year}, och tillväxt räknas inte över brottet. Välj ett basår själv för att ändå se skillnaden.",
            f"The series begins anew in {year}, and no growth is computed over the break. Choose a base year yourself to see the difference all the same.",
        )
    return Said(f"Det finns inget år före {year} att jämföra med.", f"There is no year before {year} to compare with.")


def no_downturn(years: Sequence[int], beside: Said) -> Said:
    """Why there is no downturn to come through."""
    span = f"{years[0]}–{years[-1]}"
    return Said(
        f"Sysselsättningen i {beside.sv} föll inte och steg igen under {span}, så motståndskraften går inte att mäta.",
        f"Employment in {beside.en} did not fall and rise again in {span}, so resilience cannot be measured.",
    )


def through(place: str, turns: tuple[int, int, int], resistance: float, recovery: float, beside: Said) -> Said:
    """How a place came through a downturn of what it is compared with."""
    name, (peak, trough, recovered) = place_name(PlaceCode(place)), turns
    fell = _of_three(
        resistance,
        Said(f"gick det för {name} ungefär som för {beside.sv}", f"{name} went much as {beside.en}"),
        Said(f"stod {name} emot bättre än {beside.sv}", f"{name} held out better than {beside.en}"),
        Said(f"stod {name} emot sämre än {beside.sv}", f"{name} held out worse than {beside.en}"),
    )
    rose = _of_three(
        recovery,
        Said(f"var uppgången ungefär lika stor som i {beside.sv}", f"the rise was about as large as in {beside.en}"),
        Said(f"var uppgången större än i {beside.sv}", f"the rise was larger than in {beside.en}"),
        Said(f"var uppgången mindre än i {beside.sv}", f"the rise was smaller than in {beside.en}"),
    )
    return Said(
        f"I {beside.sv} föll antalet sysselsatta {peak}–{trough}. Då {fell.sv}, och fram till {recovered} {rose.sv}.",
        f"In {beside.en} employment fell {peak}–{trough}. Then {fell.en}, and to {recovered} {rose.en}.",
    )


def _of_three(number: float, same: Said, better: Said, worse: Said) -> Said:
    if abs(number) < _AS_EXPECTED:
        return same
    return better if number > 0 else worse


def _signed(number: float) -> Said:
    text = whole(abs(number))
    sign = "−" if round(number) < 0 else "+" if round(number) > 0 else ""
    return Said(f"{sign}{text.sv}", f"{sign}{text.en}")


def _both(first: Said, second: Said) -> Said:
    return Said(f"{first.sv} {second.sv}", f"{first.en} {second.en}")
