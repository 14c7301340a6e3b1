"""What is asked about a row as a whole, and what cannot be true of it."""

from datetime import date

from samhandling.ground.said import Said
from samhandling.plan.rules.cells import Unclear, Wrong

UNTITLED = Unclear(
    "title_missing",
    Said(
        "Insatsen har inget namn. Vi skriver ärendenumret som namn så länge.",
        "The effort has no name. We write its case number as its name meanwhile.",
    ),
    ("id", "title"),
)
NOTHING_TO_CALL_IT = Wrong(
    Said("Ett ärendenummer eller ett namn.", "A case number or a name."),
    Said("Skriv ett namn på insatsen, eller ta bort raden.", "Write a name of the effort, or remove the row."),
)


def ends_before_start(start: date, end: date) -> Wrong:
    """An end before its beginning."""
    return Wrong(
        Said(f"Ett slut som inte är före början, {start}; här är slutet {end}.",
             f"An end that is not before the beginning, {start}; here the end is {end}."),
        Said("Rätta det datum som är fel.", "Correct the date that is wrong."),
    )  # fmt: skip


def several_financiers(text: str) -> Unclear:
    """One amount, several financiers."""
    said = Said(
        f'Finansiären står som "{text}", alltså flera. Vi vet inte hur beloppet delas mellan dem och håller det samman.',
        f'The financier is written "{text}", that is, several. We do not know how the amount is divided and keep it together.',
    )
    return Unclear("several_financiers", said, ("together", "shares"))
