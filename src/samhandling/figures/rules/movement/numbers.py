"""Numbers in sentences about figures: Swedish and English signs, never with more decimals than the figure has."""

from decimal import ROUND_HALF_UP, Decimal

from samhandling.ground.said import Said

_SWEDISH = str.maketrans({",": "\u00a0", ".": ",", "-": "−"})
_ENGLISH = str.maketrans({"-": "−"})


def written(number: Decimal | int, decimals: int | None = None) -> Said:
    """ "6,2" and "6.2", "6 075" and "6,075" (no line breaks within it). `decimals`: rounded half up to so many; else as given."""
    exact = Decimal(number)
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    # A minus before nothing but zeros tells of no change that a reader could see.
    text = f"{abs(exact) if exact == 0 else exact:,f}"
    return Said(text.translate(_SWEDISH), text.translate(_ENGLISH))


def decimals_of(*numbers: Decimal | int | None) -> int:
    """The most decimals that any of the numbers has as given (0 for whole numbers); unknown ones do not count."""
    places = [-int(Decimal(number).as_tuple().exponent) for number in numbers if number is not None]
    return max([0, *places])
