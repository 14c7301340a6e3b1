"""What is said of an indicator file whose values are of the wrong sort."""

from samhandling.figures.rules.indicator.document import IndicatorFile
from samhandling.ground.said import Said
from samhandling.strategy.rules.shape import Shape, always

_EMPTY = always(
    Said("Det är tomt, men något behövs.", "It is empty, but something is needed."),
    Said("Skriv något, eller ta bort raden om den inte behövs.", "Write something, or remove the line where it is not needed."),
)
_LIST = always(
    Said("Här ska stå en lista.", "A list is expected here."),
    Said('Skriv den inom hakparenteser: ["ett", "två"].', 'Write it in brackets: ["one", "two"].'),
)
_NUMBER = always(
    Said("Här ska stå ett tal.", "A number is expected here."),
    Said("Skriv det med punkt och utan citattecken: 6.1.", "Write it with a point and without quotation marks: 6.1."),
)
_RANGE = always(
    Said("Talet är för stort eller för litet för att kunna stämma.", "The number is too large or too small to be right."),
    Said("Rätta talet.", "Mend the number."),
)
_ID = always(
    Said("Ett id består av små bokstäver a till z, siffror och bindestreck.", "An id is made of small letters a to z, digits and hyphens."),
    Said('Skriv till exempel "arbetsloshet-20-64".', 'Write for example "unemployment-20-64".'),
)

INDICATORS = Shape(
    IndicatorFile,
    {
        "string_too_short": _EMPTY,
        "too_short": _EMPTY,
        "string_pattern_mismatch": _ID,
        "tuple_type": _LIST,
        "greater_than_equal": _RANGE,
        "less_than_equal": _RANGE,
        "decimal_type": _NUMBER,
        "decimal_parsing": _NUMBER,
        "finite_number": _NUMBER,
        "int_type": _NUMBER,
        "int_parsing": _NUMBER,
        "int_from_float": _NUMBER,
    },
    {
        "direction": Said(
            'Riktningen gissas aldrig: skriv "higher", "lower", "band" eller "neither".',
            'A direction is never guessed: write "higher", "lower", "band" or "neither".',
        ),
    },
)
