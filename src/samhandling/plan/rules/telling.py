"""The sentences about what was read, and what was not read and why."""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf

from samhandling.files.tables import Row, Sheet
from samhandling.ground.said import Said
from samhandling.language.text import clean
from samhandling.plan.rules.assembling import Told
from samhandling.plan.rules.cells import text_of
from samhandling.plan.rules.choosing import Table
from samhandling.plan.rules.damage import said_of_damage
from samhandling.plan.rules.headings import LEFT_OUT, MONEY_FIELDS, OWN, heading_of
from samhandling.plan.rules.mapping import Mapping, is_zero_throughout
from samhandling.plan.rules.phrases import joined, number_en, number_sv, quoted
from samhandling.plan.rules.row_kinds import RowKind, is_blank
from samhandling.plan.rules.spellings import said_of_spellings, spelling_groups

_LONGEST_SHOWN = 80
_LONGEST_VALUE = 200


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1].rstrip() + "…"


def said_of_row(row: Row, kind: RowKind) -> Said:
    """Why a row was not read as an effort."""
    text = _short(clean(" ".join(text_of(cell) for cell in row.cells if cell is not None)))
    number = row.number
    return {
        RowKind.TITLE: Said(f'Rad {number} är tabellens titel, "{text}".', f'Row {number} is the title of the table, "{text}".'),
        RowKind.NOTE: Said(
            f'Rad {number} är en anmärkning och läses inte in: "{text}"', f'Row {number} is a note and is not imported: "{text}"'
        ),
        RowKind.GROUP_HEADER: Said(
            f"Rad {number} har rubriker över grupper av kolumner: {text}.", f"Row {number} has headings over groups of columns: {text}."
        ),
        RowKind.HEADER: Said(f"Rad {number} upprepar rubrikerna.", f"Row {number} repeats the headings."),
        RowKind.BLANK: Said(f"Rad {number} är tom.", f"Row {number} is blank."),
        RowKind.SUBHEADING: Said(f'Rad {number} är en mellanrubrik, "{text}".', f'Row {number} is a subheading, "{text}".'),
        RowKind.SUM: Said(f"Rad {number} är en summarad och läses inte in.", f"Row {number} is a sum row and is not imported."),
        RowKind.EFFORT: Said(f"Rad {number} är en insats.", f"Row {number} is an effort."),
    }[kind]


def said_of_hidden(number: int) -> Said:
    """A hidden row is read like any other."""
    return Said(
        f"Rad {number} är dold i filen. Den läses in som de andra.", f"Row {number} is hidden in the file. It is imported like the others."
    )


def said_of_sheet(sheet: Sheet, *, is_code_list: bool) -> Said:
    """Why another sheet was not read."""
    if all(is_blank(row.cells) for row in sheet.rows):
        return Said(f'Bladet "{sheet.name}" är tomt.', f'The sheet "{sheet.name}" is empty.')
    if is_code_list:
        return Said(
            f'Bladet "{sheet.name}" är en lista över insatsområden, inga insatser. Det läses inte in.',
            f'The sheet "{sheet.name}" is a list of focus areas, no efforts. It is not imported.',
        )
    count = sum(not is_blank(row.cells) for row in sheet.rows)
    return Said(
        f'Bladet "{sheet.name}" har {count} rader och läses inte in. Innehåller det insatser: läs in det för sig, med bladets namn i mappningen.',
        f'The sheet "{sheet.name}" has {count} rows and is not imported. If it holds efforts, import it by itself, with its name in the mapping.',
    )


def said_of_mapping(table: Table, mapping: Mapping) -> Iterator[Said]:
    """Columns that are not what their heading says, or not read at all."""
    for index, label in enumerate(table.labels):
        field, heading = mapping.columns.get(label, OWN), heading_of(label)
        if field == LEFT_OUT and heading and heading.field in MONEY_FIELDS and is_zero_throughout(table.sample(index, 10**9)):
            count = len(table.sample(index, 10**9))
            yield Said(
                f'Kolumn "{label}" är 0 på alla {count} rader och läses inte som pengar.',
                f'Column "{label}" is 0 in all {count} rows and is not read as money.',
            )
        elif field == LEFT_OUT:
            yield Said(f'Kolumn "{label}" läses inte in; så säger mappningen.', f'Column "{label}" is not imported; so the mapping says.')
        elif field == OWN and heading:
            yield _said_not_as_headed(label, heading.field, heading.unit, mapping)


def _said_not_as_headed(label: str, field: str, unit: str, mapping: Mapping) -> Said:
    if unit == "foreign":
        return Said(
            f'Kolumn "{label}" är inte i kronor. Vi räknar inte om valutor och behåller den som eget fält.',
            f'Column "{label}" is not in Swedish kronor. We convert no currencies and keep it as a field of its own.',
        )
    if field == "contributions":
        return Said(
            f'Kolumn "{label}" innehåller inget av strategins insatsområden. Vi behåller den som eget fält och läser ingen fördelning ur den.',
            f'Column "{label}" holds none of the focus areas of the strategy. We keep it as a field of its own and read no distribution from it.',
        )
    if taken := mapping.column_of(field):
        return Said(
            f'Kolumn "{label}" betyder samma sak som "{taken}". Vi läser "{taken}" och behåller "{label}" som eget fält.',
            f'Column "{label}" means the same as "{taken}". We read "{taken}" and keep "{label}" as a field of its own.',
        )
    return Said(
        f'Kolumn "{label}" innehåller inte det som rubriken säger. Vi behåller den som eget fält.',
        f'Column "{label}" does not hold what its heading says. We keep it as a field of its own.',
    )


def said_of_columns(table: Table, mapping: Mapping, efforts: Sequence[Row]) -> Iterator[Said]:
    """Own fields, and names in them that are spelt in several ways."""
    own = [(index, label) for index, label in enumerate(table.labels) if mapping.columns.get(label, OWN) == OWN]
    filled = [(index, label) for index, label in own if table.sample(index, 1)]
    if filled:
        labels = [label for _, label in filled]
        yield Said(
            f"{number_sv(len(labels), 'en').capitalize()} {'kolumn' if len(labels) == 1 else 'kolumner'} motsvarar inget fält och behålls som egna fält: "
            f"{quoted(labels, 'och', 40)}.",
            f"{number_en(len(labels)).capitalize()} {'column matches' if len(labels) == 1 else 'columns match'} no field and are kept as own fields: "
            f"{quoted(labels, 'and', 40)}.",
        )
    for index, label in filled:
        values = _values(index, efforts)
        for group in spelling_groups(values):
            yield said_of_spellings(label, group, values)


def _values(index: int, efforts: Sequence[Row]) -> Counter[str]:
    """How often each text stands in a column; empty as soon as the column is clearly no code list."""
    values: Counter[str] = Counter()
    for row in efforts:
        cell = row.cells[index] if index < len(row.cells) else None
        if isinstance(cell, str) and cell.strip():
            values[clean(cell)] += 1
            if len(values) > _LONGEST_VALUE:
                return Counter()
    return values


def said_of_comments(comments: MappingOf[int, tuple[tuple[str, str], ...]]) -> Iterator[Said]:
    """Comments on cells are kept with their rows."""
    if comments:
        rows = [str(number) for number in sorted(comments)]
        many = "Raderna" if len(rows) > 1 else "Rad"
        yield Said(
            f"{many} {joined(rows, 'och')} har kommentarer på celler. De behålls som egna fält.",
            f"{'Rows' if len(rows) > 1 else 'Row'} {joined(rows, 'and')} {'have' if len(rows) > 1 else 'has'} comments on cells. "
            "They are kept as own fields.",
        )


def said_of_told(told: Told) -> Iterator[Said]:
    """What the rows themselves gave rise to."""
    if told.damaged:
        yield said_of_damage(told.damaged)
    if told.out_of_capitals:
        count = len(told.out_of_capitals)
        yield Said(
            f"{number_sv(count).capitalize()} namn stod helt i versaler och skrivs som en mening: "
            f"{quoted(map(_short, told.out_of_capitals), 'och', 3)}.",
            f"{number_en(count).capitalize()} {'name stood' if count == 1 else 'names stood'} in capitals throughout and "
            f"{'is' if count == 1 else 'are'} written as a sentence: {quoted(map(_short, told.out_of_capitals), 'and', 3)}.",
        )
    if told.without_id:
        count = len(told.without_id)
        yield Said(
            f"{number_sv(count, 'en').capitalize()} {'insats' if count == 1 else 'insatser'} saknar ärendenummer. De får ett eget, som bildas av namn, "
            "ägare och startdatum.",
            f"{number_en(count).capitalize()} {'effort lacks' if count == 1 else 'efforts lack'} a case number. They get one of their own, made of "
            "name, owner and start date.",
        )
    for said, times in told.notices.items():
        yield said if times == 1 else Said(f"{said.sv} Det gäller {times} rader.", f"{said.en} This is so in {times} rows.")
