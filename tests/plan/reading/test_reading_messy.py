"""The workbook as an officer keeps it, against its oracle."""

from fractions import Fraction
from typing import Any

from samhandling.ground.periods import Precision
from samhandling.plan.rules.chains import propose_chains
from samhandling.plan.rules.reading import Reading
from samhandling.plan.rules.record import Basis, InitiativeRecord, Kind, MoneyKind, Reach

KINDS = {
    "genomförande": Kind.IMPLEMENTATION,
    "förstudie": Kind.PRE_STUDY,
    "tekniskt stöd": Kind.TECHNICAL_ASSISTANCE,
    "finansieringsinstrument": Kind.FINANCIAL_INSTRUMENT,
    None: Kind.UNKNOWN,
}
ACTOR_AS_FINANCIER = {"Regionförbundet Sörmland": "regionforbundet-sormland"}
FLAGGED = {
    (14, "areas_without_shares"),
    (29, "kind_unknown"),
    (50, "municipality_and_others"),
    (56, "municipality_outside_county"),
    (63, "amount_shared_total"),
    (63, "date_season"),
    (65, "outside_with_question"),
}


def as_expected(record: InitiativeRecord) -> dict[str, Any]:
    """A record in the oracle's words."""
    shares = {share.focus_area: share.share for share in record.shares}
    wide = record.reach in (Reach.COUNTY, Reach.NATION)
    return {
        "id": record.id,
        "title": record.title,
        "owner_slugs": list(record.owners),
        "financier": record.grants[0].financier if record.grants else None,
        "granted_sek": record.granted,
        "start": record.period.start.isoformat() if record.period.start else None,
        "end": record.period.end.isoformat() if record.period.end else None,
        "municipalities": ["04"] if wide else list(record.municipalities),
        "counties": list(record.counties),
        "kind": record.kind,
        "contributions": None if None in shares.values() else shares,
    }


def right(row: dict[str, Any]) -> dict[str, Any]:
    """The oracle's row with its values typed."""
    wanted = dict(row["expected"])
    wanted["kind"] = KINDS[wanted["kind"]]
    wanted["financier"] = ACTOR_AS_FINANCIER.get(wanted["financier"], wanted["financier"])
    if wanted["contributions"] is not None:
        wanted["contributions"] = {code: Fraction(share) for code, share in wanted["contributions"].items()}
    return wanted


def at_row(reading: Reading, number: int) -> InitiativeRecord:
    return next(row.record for row in reading.rows if row.location.row == number)


def test_it_reads_every_row_as_the_oracle_says(messy: Reading, expected: dict[str, Any]) -> None:
    read = {row.location.row: as_expected(row.record) for row in messy.rows}
    wanted = {row["excel_row"]: right(row) for row in expected["rows"]}
    assert len(wanted) == 68
    assert read == wanted


def test_it_asks_exactly_where_the_oracle_flags(messy: Reading) -> None:
    assert {(doubt.location.row, doubt.kind) for doubt in messy.doubts} == FLAGGED
    assert len(messy.doubts) == len(FLAGGED)
    assert not messy.faults


def test_it_keeps_the_precision_that_a_date_was_given_with(messy: Reading, expected: dict[str, Any]) -> None:
    told = {}
    for row in expected["rows"]:
        for cell in row["messy"]:
            if isinstance(cell["right_reading"], dict) and "precision" in cell["right_reading"]:
                told[row["excel_row"], cell["field"]] = cell["right_reading"]["precision"]
            elif cell["issue"] == "date_month_only":
                told[row["excel_row"], cell["field"]] = "month"
    assert len(told) == 5
    for (number, field), precision in told.items():
        record = at_row(messy, number)
        assert (record.start_precision if field == "start" else record.end_precision) == precision
    assert at_row(messy, 5).start_precision is Precision.DAY


def test_it_keeps_areas_without_shares_as_unknown_shares(messy: Reading) -> None:
    shares = at_row(messy, 14).shares
    assert [(share.focus_area, share.share) for share in shares] == [("2.2", None), ("2.4", None), ("2.6", None)]


def test_it_tells_outside_from_insufficient(messy: Reading) -> None:
    for number in (8, 46, 64, 65):
        assert (at_row(messy, number).basis, at_row(messy, number).shares) == (Basis.JUDGED, ())
    for number in (66, 67, 70, 73):
        assert (at_row(messy, number).basis, at_row(messy, number).shares) == (Basis.INSUFFICIENT, ())
    assert at_row(messy, 5).basis is Basis.STATED


def test_it_names_a_financier_without_inventing_an_amount(messy: Reading) -> None:
    grants = at_row(messy, 57).grants
    assert [(grant.financier, grant.kind, grant.amount) for grant in grants] == [("ERUF REACT-EU", MoneyKind.GRANTED, None)]
    assert at_row(messy, 72).grants == ()


def test_it_says_every_row_that_is_no_effort(messy: Reading, expected: dict[str, Any]) -> None:
    kinds = {
        "title_merged": "title",
        "note_merged": "note",
        "group_header_merged": "group_header",
        "blank": "blank",
        "subheading": "subheading",
        "sum_row": "sum",
    }
    wanted = {(row["excel_row"], kinds[row["kind"]]) for row in expected["non_data_rows"] if row["kind"] != "header"}
    wanted |= {(row["excel_row"], "duplicate") for row in expected["duplicate_rows"]}
    wanted |= {(row["excel_row"], "hidden") for row in expected["hidden_rows"]}
    assert {(one.row, one.kind) for one in messy.skipped if one.kind != "sheet"} == wanted
    sheets = " ".join(one.said.sv for one in messy.skipped if one.kind == "sheet")
    assert '"Insatsområden" är en lista över insatsområden' in sheets
    assert '"Blad3" är tomt' in sheets


def test_it_explains_the_sum_row_as_the_product_speaks(messy: Reading) -> None:
    said = next(one.said for one in messy.skipped if one.kind == "sum")
    assert said.sv == (
        "Rad 76 är en summarad och läses inte in. Den visar 341 572 813 kr, men de 50 projekt som har belopp ger 734 971 448 kr. "
        "Skillnaden beror på att flera belopp är skrivna som text."
    )


def test_it_speaks_of_a_shared_total_as_the_product_speaks(messy: Reading) -> None:
    doubt = next(doubt for doubt in messy.doubts if doubt.kind == "amount_shared_total")
    assert (
        doubt.said.sv == 'Beloppet står som "ingår i 60 mkr totalt". Det är en summa för flera projekt. Vi lämnar beloppet okänt, inte 0.'
    )
    assert doubt.location.said().sv.endswith('blad "Portfölj", rad 63, kolumn "Beviljat belopp (kr)"')
    assert (doubt.field, doubt.initiative, doubt.read) == ("granted", "S18", "ingår i 60 mkr totalt")


def test_it_imports_a_duplicate_once_and_a_hidden_row_all_the_same(messy: Reading) -> None:
    assert [row.location.row for row in messy.rows if row.record.id == "20200336"] == [39]
    assert any("Rad 60 är samma projekt som rad 39" in said.sv for said in messy.notices)
    assert at_row(messy, 46).id == "S2"


def test_it_says_that_one_name_on_two_owners_is_two_projects(messy: Reading) -> None:
    assert any("Raderna 42 och 43 har samma namn" in said.sv for said in messy.notices)


def test_it_keeps_a_comment_on_a_cell_with_its_row(messy: Reading) -> None:
    assert at_row(messy, 29).fields == (("Kommentar, Projektnamn", "Tillägg, räkna inte dubbelt med Växtzon 1"),)
    assert any("Rad 29 har kommentarer" in said.sv for said in messy.notices)


def test_every_value_can_tell_its_cell(messy: Reading) -> None:
    row = next(row for row in messy.rows if row.location.row == 16)
    assert dict(row.raw)["granted"] == "13,5 mkr"
    assert messy.columns["granted"] == "Beviljat belopp (kr)"
    assert (row.location.file, row.location.sheet) == ("sormland_portfolio.xlsx", "Portfölj")


def test_it_proposes_the_chains_that_are_there(messy: Reading) -> None:
    found = {(one.before, one.after): one.kind.value for one in propose_chains(messy.records)}
    assert found == {("20200491", "20201004"): "pre_study", ("20200294", "20200654"): "extension"}
