"""The words of the workbook's sheet with instructions."""

from samhandling.ground.said import Language, Said
from samhandling.plan.rules.round_trip.sheets import STRATEGY

_LINES: tuple[tuple[Said, Said], ...] = (
    (
        Said("Ändra", "Change"),
        Said(
            "Skriv direkt i cellerna på bladen Insatser och Aktiviteter. De grå cellerna visar vilken insats raden gäller och ska stå kvar.",
            "Write straight in the cells of the sheets Initiatives and Activities. The grey cells tell which initiative the row is about "
            "and have to stay.",
        ),
    ),
    (
        Said("Datum", "Days"),
        Said(
            "Skriv så exakt som du vet: 2026-03-31, mars 2026, Q3 2026 eller 2026. Ett ordinarie uppdrag utan slut: tills vidare.",
            "Write as exactly as you know: 2026-03-31, March 2026, Q3 2026 or 2026. A standing commitment without an end: until further notice.",
        ),
    ),
    (
        Said("Belopp", "Amounts"),
        Said(
            "I kronor. Ett belopp skrivs som ett tal. Flera finansiärer skrivs på var sin rad i cellen: namnet, ett kolon och beloppet. "
            "Vet du inte beloppet, skriv okänt.",
            "In kronor. One amount is written as a number. Several financiers stand on a line each in the cell: name, colon, amount. "
            "If you do not know the amount, write unknown.",
        ),
    ),
    (
        Said("Insatsområden", "Focus areas"),
        Said(
            "Andelen i procent i varje insatsområdes kolumn, tillsammans högst 100. Ett x betyder att insatsen bidrar, men att andelen är "
            "okänd. Ligger insatsen utanför alla områden: töm andelarna och skriv ja under Utanför insatsområdena.",
            "The share in per cent in each focus area's column, together at most 100. An x means that it contributes, but that the share is "
            "unknown. If it lies outside all of them: clear the shares and write yes under Outside the focus areas.",
        ),
    ),
    (
        Said("Kommuner och län", "Municipalities and counties"),
        Said("Flera i samma cell skiljs med komma.", "Several in one cell are parted by commas."),
    ),
    (
        Said("Nytt", "New"),
        Said(
            "En ny aktivitet skrivs på en tom rad på bladet Aktiviteter, med insatsens ärendenummer. En ny insats skrivs på bladet "
            "Nya idéer; den börjar som en idé.",
            "A new activity is written in an empty row of the sheet Activities, with the case number of its initiative. A new initiative is "
            "written in the sheet New ideas; it begins as an idea.",
        ),
    ),
    (
        Said("Ta bort", "Remove"),
        Said(
            "Rader som du tar bort här lämnas som de är i planen. Det du vill ta bort tar du bort på webbsidan.",
            "Rows that you remove here are left as they are in the plan. What you want to remove you remove on the website.",
        ),
    ),
    (
        Said("Lämna tillbaka", "Hand it back"),
        Said(
            "Spara, och släpp filen på sidan Arbetsbok. Du får se alla skillnader innan något sparas. Har någon annan ändrat samma sak "
            "under tiden får du se båda och välja.",
            "Save, and drop the file on the page Workbook. You see every difference before anything is saved. If somebody else has changed "
            "the same thing meanwhile you see both and choose.",
        ),
    ),
    (
        Said("Allmän handling", "Public record"),
        Said(
            "Det du lämnar in blir en allmän handling. Skriv inget som är hemligt eller som rör någons privatliv.",
            "What you hand in becomes a public record. Write nothing that is secret or that concerns anyone's private life.",
        ),
    ),
)


def how_to(language: Language, strategy: str, day: str, who: str) -> list[tuple[str, str, bool]]:
    """(first column, second column, is a heading) of each row."""
    title = Said("Så här gör du", "How to do it")
    made = Said("Hämtad", "Fetched")
    made_for = Said("Gjord för", "Made for")
    rows = [(title.in_(language), "", True)]
    rows += [(first.in_(language), second.in_(language), False) for first, second in _LINES]
    rows += [(made.in_(language), day, False), (STRATEGY.in_(language), strategy, False)]
    return [*rows, (made_for.in_(language), who, False)] if who else rows
