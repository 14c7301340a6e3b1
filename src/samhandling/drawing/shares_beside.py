"""Shares beside the nation's: a bar for the place's own share in each row, and a mark where the nation's lies."""

from collections.abc import Sequence
from dataclasses import dataclass

from samhandling.drawing.rows import BAR, BROAD, Plot, block, fixed, listed, name_of, number_of, plot_of, upright
from samhandling.drawing.svg import element, frame, label
from samhandling.ground.said import Language, Said

KEY_HEIGHT, LETTER = 22.0, 6.6


@dataclass(frozen=True, slots=True)
class Share:
    """One row: its name, the place's share and the nation's, in per cent. `None`: not known, which is drawn as a gap and said so."""

    name: str
    share: float | None
    nation: float | None


def shares_beside(rows: Sequence[Share], *, place: str, nation: str, title: str, key: str, language: Language, width: int = BROAD) -> str:
    """A bar for each row and the nation's mark. Raises ValueError when there are no rows or a share is negative."""
    known = [value for row in rows for value in (row.share, row.nation) if value is not None]
    if not rows or min(known, default=0.0) < 0:
        raise ValueError("shares beside the nation's: at least one row, none below 0")
    beside = _key_fits(width, place, nation)
    plot = plot_of(width, top=KEY_HEIGHT if beside else 2 * KEY_HEIGHT - 4.0)
    scale = plot.width / (max(known, default=0.0) or 1.0)
    content = [_key(plot, place, nation, beside=beside)]
    for number, row in enumerate(rows):
        content += _row(row, number, plot, scale, language)
    described = listed([_said(row, place, nation).in_(language) for row in rows])
    return frame(content, width=plot.total_width, height=plot.height(len(rows)), title=title, description=described, key=key)


def _key_fits(width: int, place: str, nation: str) -> bool:
    plot = plot_of(width, top=KEY_HEIGHT)
    return _after(plot, place) + 8.0 + LETTER * len(nation) <= plot.total_width


def _after(plot: Plot, place: str) -> float:
    return plot.left + 26.0 + LETTER * len(place) + 16.0


def _key(plot: Plot, place: str, nation: str, *, beside: bool) -> str:
    """What the bar and the mark stand for, above the first row: beside each other, or below where there is no room."""
    after, below = (_after(plot, place), 0.0) if beside else (plot.left + 8.0, KEY_HEIGHT - 4.0)
    return "".join(
        (
            element("rect", class_="d-bar", x=plot.left, y=5.0, width=20.0, height=8.0, fill="currentColor"),
            label(place, plot.left + 26.0, 13.0, anchor="start"),
            upright("d-marked", after, below + 2.0, below + 16.0, width=2.6),
            label(nation, after + (8.0 if beside else 18.0), below + 13.0, anchor="start"),
        )
    )


def _row(row: Share, number: int, plot: Plot, scale: float, language: Language) -> list[str]:
    top = plot.bar_top(number)
    drawn = [name_of(row.name, plot, number)]
    if row.share is None:
        drawn.append(number_of("okänt" if language == "sv" else "unknown", plot, number))
    else:
        drawn.append(block("d-bar", plot.left, top, row.share * scale))
        drawn.append(number_of(fixed(row.share, language, unit="%"), plot, number))
    if row.nation is not None:
        x = plot.left + row.nation * scale
        # A rim in the colour of the paper keeps the mark apart from the bar that it stands on.
        drawn.append(upright("d-line", x, top - 3.0, top + BAR + 3.0, width=6.0, colour="Canvas"))
        drawn.append(upright("d-marked", x, top - 3.0, top + BAR + 3.0, width=2.6))
    return drawn


def _said(row: Share, place: str, nation: str) -> Said:
    (own, of_nation) = (_both(row.share), _both(row.nation))
    return Said(
        f"{row.name}: {place} {own.sv}, {nation} {of_nation.sv}",
        f"{row.name}: {place} {own.en}, {nation} {of_nation.en}",
    )


def _both(value: float | None) -> Said:
    if value is None:
        return Said("okänt", "unknown")
    return Said(fixed(value, "sv", unit="%"), fixed(value, "en", unit="%"))
