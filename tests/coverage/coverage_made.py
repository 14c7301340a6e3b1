"""Pictures made to order: so many focus areas of each status, so many efforts of each reach."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from samhandling.coverage.rules.picture import FocusArea, Picture, Question, picture
from samhandling.coverage.rules.rulebook import default_rulebook
from samhandling.ground.periods import Period
from samhandling.ground.places import PlaceCode, counties
from samhandling.ground.said import Said, same
from samhandling.plan.rules.record import Basis, Grant, InitiativeRecord, Kind, MoneyKind, Reach, Share

ON = date(2018, 6, 30)
LONG = Period(date(2017, 1, 1), date(2020, 12, 31))
SOON = Period(date(2017, 1, 1), date(2018, 12, 31))
MAYBE = Period(not_before=date(2018, 1, 1), not_after=date(2018, 12, 31))
HOME = PlaceCode("04")


def effort(key: str, area: str | None, period: Period = LONG, **changed: object) -> InitiativeRecord:
    """An effort in the whole home county that gives all of itself to one focus area."""
    plain = InitiativeRecord(
        id=key,
        title=key,
        owners=(f"ägare av {key}",),
        kind=Kind.IMPLEMENTATION,
        period=period,
        reach=Reach.COUNTY,
        counties=(HOME,),
        basis=Basis.JUDGED,
        shares=(Share(area, Fraction(1)),) if area else (),
    )
    return replace(plain, **changed)  # type: ignore[arg-type]


def granted(sek: int, financier: str = "fonden") -> tuple[Grant, ...]:
    """Money granted, for `effort(grants=...)`."""
    return (Grant(financier, MoneyKind.GRANTED, Fraction(sek)),)


def drawn(records: Sequence[InitiativeRecord], areas: Sequence[FocusArea], **asked: object) -> Picture:
    """The picture of the home county on the usual day, by the usual rules."""
    return picture(records, areas, replace(Question(ON, HOME, default_rulebook()), **asked))  # type: ignore[arg-type]


def of_statuses(missing: int = 0, partly: int = 0, covered: int = 0, insufficient: int = 0, wide: int = 0) -> Picture:
    """A picture with so many focus areas of each status; `wide` of the efforts cover the nation."""
    records: list[InitiativeRecord] = []
    codes = [f"m{number}" for number in range(missing)]
    for number in range(partly):
        codes.append(f"p{number}")
        records.append(effort(f"slutar {number}", f"p{number}", SOON))
    for number in range(covered):
        codes.append(f"c{number}")
        records += [effort(f"{letter} {number}", f"c{number}") for letter in ("första", "andra")]
    for number in range(insufficient):
        codes.append(f"i{number}")
        records.append(effort(f"kanske {number}", f"i{number}", MAYBE))
    records = [replace(one, counties=counties(), reach=Reach.NATION) if index < wide else one for index, one in enumerate(records)]
    return drawn(records, [FocusArea(code) for code in codes])


def in_one_area(picture_: Picture) -> Mapping[str, Said]:
    """Every focus area belongs to one and the same area."""
    return {cell.focus_area: same("Kompetens") for cell in picture_.cells}
