"""What is said of a strategy file whose values are of the wrong sort."""

from pydantic_core import ErrorDetails

from samhandling.ground.said import Said
from samhandling.strategy.rules.document import StrategyDocument
from samhandling.strategy.rules.shape import Explained, Shape, always


def _empty_list(error: ErrorDetails) -> Explained:
    key = error["loc"][-1]
    return (
        Said("Listan är tom, men minst en behövs.", "The list is empty, but at least one is needed."),
        Said(f"Lägg till ett avsnitt som börjar med [[{key}]].", f"Add a section that begins with [[{key}]]."),
    )


def _list(error: ErrorDetails) -> Explained:
    key = error["loc"][-1]
    return (
        Said("Här ska stå en lista.", "A list is expected here."),
        Said(
            f'Skriv den inom hakparenteser: {key} = ["ett", "två"]. Delar med flera rader skrivs som avsnitt: [[{key}]].',
            f'Write it in brackets: {key} = ["one", "two"]. Parts of several lines are sections: [[{key}]].',
        ),
    )


_EMPTY = always(
    Said("Texten är tom.", "The text is empty."),
    Said("Skriv texten, eller ta bort raden om den inte behövs.", "Write the text, or remove the line where it is not needed."),
)
_ID = always(
    Said(
        "Ett id består av bokstäver a till z, siffror, punkt och bindestreck. Filens eget id har små bokstäver och inga punkter.",
        "An id is made of letters a to z, digits, points and hyphens. The file's own id has small letters and no points.",
    ),
    Said('Skriv till exempel "1.1.enhetligt-bemotande".', 'Write for example "1.1.uniform-treatment".'),
)
_WEIGHT = always(
    Said("En vikt ligger mellan 0 och 1.", "A weight lies between 0 and 1."),
    Said("Skriv 1 för en huvudinriktning, 0.5 för en delvis koppling.", "Write 1 for a main direction, 0.5 for a partial tie."),
)
_TOO_LONG = always(Said("Här ryms högst 80 tecken.", "At most 80 characters fit here."), Said("Korta det.", "Shorten it."))

STRATEGY = Shape(
    StrategyDocument,
    {
        "string_too_short": _EMPTY,
        "string_too_long": _TOO_LONG,
        "string_pattern_mismatch": _ID,
        "too_short": _empty_list,
        "tuple_type": _list,
        "greater_than_equal": _WEIGHT,
        "less_than_equal": _WEIGHT,
        "decimal_type": _WEIGHT,
        "decimal_parsing": _WEIGHT,
        "decimal_max_places": _WEIGHT,
        "finite_number": _WEIGHT,
    },
)
