"""A column whose manner of writing has been told is read in it and in no other; a mapping keeps it."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.ground.faults import Refused
from samhandling.plan.rules.amounts import read_amount
from samhandling.plan.rules.dates import read_day
from samhandling.plan.rules.manners import Mark, Order
from samhandling.plan.rules.mapping import Mapping, from_toml, to_toml


@pytest.mark.parametrize(
    ("text", "comma", "point"),
    [
        ("1,234", Fraction("1.234"), 1234),
        ("1.234", 1234, Fraction("1.234")),
        ("12,5 kr", Fraction("12.5"), None),
        ("12.5", None, Fraction("12.5")),
        ("1.234.567,50", Fraction("1234567.5"), None),
        ("1,234,567.50", None, Fraction("1234567.5")),
        ("1 234 567", 1234567, 1234567),
        ("1 234,567", Fraction("1234.567"), None),
        ("12.34.567", None, None),
        ("400000", 400000, 400000),
    ],
)
def test_an_amount_is_read_by_its_decimal_mark(text: str, comma: Fraction | None, point: Fraction | None) -> None:
    for mark, amount in ((Mark.COMMA, comma), (Mark.POINT, point)):
        found = read_amount(text, mark=mark)
        assert found.value == amount
        assert (found.unclear is None) is (amount is not None)


def test_the_unit_stands_beside_the_mark() -> None:
    assert read_amount("1.500 mkr", mark=Mark.POINT).value == 1_500_000
    assert read_amount("1,5", 1000, Mark.COMMA).value == 1500


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("03/04/2015", Order.DAY_FIRST, date(2015, 4, 3)),
        ("03/04/2015", Order.MONTH_FIRST, date(2015, 3, 4)),
        ("03/04/12", Order.YEAR_FIRST, date(2003, 4, 12)),
        ("03/04/12", Order.DAY_FIRST, date(2012, 4, 3)),
        ("3.4.12", Order.MONTH_FIRST, date(2012, 3, 4)),
        ("150512", Order.YEAR_FIRST, date(2015, 5, 12)),
        ("150512", Order.DAY_FIRST, date(2012, 5, 15)),
        ("12/31/98", Order.MONTH_FIRST, date(1998, 12, 31)),
        ("31122015", Order.DAY_FIRST, date(2015, 12, 31)),
        ("20151231", Order.DAY_FIRST, date(2015, 12, 31)),
        ("2015-05-12", Order.MONTH_FIRST, date(2015, 5, 12)),
        ("14 okt 2015", Order.MONTH_FIRST, date(2015, 10, 14)),
    ],
)
def test_a_day_is_read_in_its_order(text: str, order: Order, day: date) -> None:
    found = read_day(text, order=order)
    assert (found.value.value, found.unclear) == (day, None)


def test_a_number_has_the_zero_back_that_it_lost() -> None:
    assert read_day(1052015, order=Order.DAY_FIRST).value.value == date(2015, 5, 1)


@pytest.mark.parametrize(
    ("text", "order"), [("12/31/2015", Order.DAY_FIRST), ("31/12/2015", Order.MONTH_FIRST), ("310298", Order.DAY_FIRST)]
)
def test_a_day_that_there_is_none_of_in_that_order_is_asked_about_and_not_turned(text: str, order: Order) -> None:
    found = read_day(text, order=order)
    assert found.value.value is None
    assert found.unclear is not None


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)), st.sampled_from(("/", "-", ".", " ")))
def test_a_day_written_in_an_order_is_read_back_in_it(day: date, between: str) -> None:
    forms = {Order.YEAR_FIRST: "%y{0}%m{0}%d", Order.DAY_FIRST: "%d{0}%m{0}%y", Order.MONTH_FIRST: "%m{0}%d{0}%y"}
    for order, form in forms.items():
        assert read_day(day.strftime(form.format(between)), order=order).value.value == day


def test_a_mapping_keeps_the_manner() -> None:
    mapping = Mapping(columns={"Kr": "granted", "Från": "start"}, manners={"Kr": "point", "Från": "month_first"})
    assert from_toml(to_toml(mapping)) == mapping
    assert (mapping.mark_of("Kr"), mapping.order_of("Från"), mapping.order_of("Kr")) == (Mark.POINT, Order.MONTH_FIRST, None)


@pytest.mark.parametrize("manners", [{"Kr": "day_first"}, {"Kr": "semicolon"}, {"Namn": "comma"}, {"Ingen": "comma"}], ids=str)
def test_a_manner_that_the_column_cannot_have_is_refused(manners: dict[str, str]) -> None:
    lines = "\n".join(f'"{heading}" = "{manner}"' for heading, manner in manners.items())
    with pytest.raises(Refused) as refused:
        from_toml(f'[columns]\n"Kr" = "granted"\n"Namn" = "title"\n[manners]\n{lines}\n')
    assert next(iter(manners)) in refused.value.faults[0].read


def test_a_manner_of_the_whole_file_holds_where_a_column_has_none_of_its_own() -> None:
    columns = {"Kr": "granted", "Sökt": "applied_for", "Från": "start", "Till": "end", "Namn": "title"}
    mapping = Mapping(columns=columns, manners={"*amounts": "point", "*days": "month_first", "Sökt": "comma", "Till": "day_first"})
    assert from_toml(to_toml(mapping)) == mapping
    assert [mapping.mark_of(heading) for heading in columns] == [Mark.POINT, Mark.COMMA, None, None, None]
    assert [mapping.order_of(heading) for heading in columns] == [None, None, Order.MONTH_FIRST, Order.DAY_FIRST, None]


@pytest.mark.parametrize("manners", [{"*amounts": "day_first"}, {"*days": "comma"}, {"*all": "comma"}], ids=str)
def test_a_manner_of_the_whole_file_is_of_its_sort(manners: dict[str, str]) -> None:
    key, manner = next(iter(manners.items()))
    with pytest.raises(Refused):
        from_toml(f'[columns]\n"Kr" = "granted"\n[manners]\n"{key}" = "{manner}"\n')
