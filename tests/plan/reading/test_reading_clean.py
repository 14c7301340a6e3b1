"""The clean data set: every one of its 23 columns arrives."""

from datetime import date
from fractions import Fraction

from samhandling.ground.periods import Precision
from samhandling.plan.rules.chains import propose_chains
from samhandling.plan.rules.reading import Reading
from samhandling.plan.rules.record import InitiativeRecord

KINDS = {
    "genomförande": "implementation",
    "förstudie": "pre_study",
    "tekniskt stöd": "technical_assistance",
    "finansieringsinstrument": "financial_instrument",
    "okänd": "unknown",
}


def by_id(reading: Reading) -> dict[str, InitiativeRecord]:
    return {row.record.id: row.record for row in reading.rows}


def many(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def test_it_needs_no_question(clean: Reading) -> None:
    assert (len(clean.rows), clean.doubts, clean.faults) == (68, [], [])


def test_it_reads_shares_exactly(clean: Reading, clean_rows: list[dict[str, str]]) -> None:
    for row in clean_rows:
        wanted = [(code, Fraction(share)) for code, _, share in (pair.partition(":") for pair in many(row["contributions"]))]
        record = by_id(clean)[row["id"]]
        assert [(share.focus_area, share.share) for share in record.shares] == wanted
        assert record.basis == row["basis"]


def test_it_reads_money_days_and_bounds(clean: Reading, clean_rows: list[dict[str, str]]) -> None:
    for row in clean_rows:
        record = by_id(clean)[row["id"]]
        assert record.granted == (Fraction(row["granted_sek"]) if row["granted_sek"] else None)
        for field, day in (
            ("start", record.period.start),
            ("end", record.period.end),
            ("not_before", record.period.not_before),
            ("not_after", record.period.not_after),
        ):
            assert day == (date.fromisoformat(row[field]) if row[field] else None)
        assert record.bounds_basis == row["bounds_basis"]
    assert sum(record.granted or 0 for record in by_id(clean).values()) == 734_971_448


def test_it_reads_places_kind_and_texts(clean: Reading, clean_rows: list[dict[str, str]]) -> None:
    for row in clean_rows:
        record = by_id(clean)[row["id"]]
        assert record.reach == row["reach"]
        assert record.counties == many(row["counties"])
        assert record.municipalities == (() if row["municipalities"] == "04" else many(row["municipalities"]))
        assert record.kind == KINDS[row["kind"]]
        assert record.target_groups == many(row["target_group"])
        assert (record.title, record.purpose_sv, record.purpose_en) == (row["title"], row["purpose_sv"], row["purpose_en"])
        assert (record.note, record.source) == (row["note"], row["source"])
        assert record.fields == (("owner_type", row["owner_type"]),)


def test_it_matches_owners_to_actors(clean: Reading) -> None:
    records = by_id(clean)
    assert records["S1"].owners == ("nykopings-kommun", "oxelosunds-kommun")
    assert records["20201048"].owners == ("stuns",)
    assert all(owner == owner.lower() and " " not in owner for record in records.values() for owner in record.owners)


def test_it_reads_precision_from_the_value_and_from_the_note(clean: Reading) -> None:
    records = by_id(clean)
    assert (records["S1"].decided, records["S1"].decided_precision) == (date(2004, 1, 1), Precision.YEAR)
    assert (records["S18"].decided, records["S18"].decided_precision) == (date(2023, 6, 1), Precision.MONTH)
    assert (records["S27"].start_precision, records["S27"].end_precision) == (Precision.MONTH, Precision.MONTH)
    assert (records["S29"].start_precision, records["S29"].end_precision) == (Precision.YEAR, Precision.YEAR)
    assert records["20201046"].start_precision is Precision.DAY


def test_it_uses_case_numbers_in_notes_for_chains(clean: Reading) -> None:
    found = {(one.before, one.after): one.kind.value for one in propose_chains(clean.records)}
    assert found == {
        ("20200491", "20201004"): "pre_study",
        ("20200294", "20200654"): "extension",
        ("20200485", "20200486"): "follows",
        ("S27", "S18"): "follows",
    }
