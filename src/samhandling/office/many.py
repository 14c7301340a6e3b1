"""Many rows in few statements: made ready while nobody waits, written while everybody does.

A database that lets one writer in at a time (SQLite) makes the others wait for as long as a transaction lasts. What costs time, from
objects to the values that the database takes, is done by `rows_of` before it; `insert` inside it only hands the values over.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection, models

Value = Any
"""What a database driver takes as a parameter."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one table as the database takes them. `names`: the fields, in the order of each row's values."""

    model: type[models.Model]
    names: tuple[str, ...]
    values: Sequence[tuple[Value, ...]]

    def with_keys(self, name: str, keys: Mapping[int, int] | Sequence[int]) -> "Rows":
        """The rows with real keys in a field that held stand-ins; none stays none. Raises KeyError, IndexError for an unknown stand-in."""
        at = self.names.index(name)
        made = [(*row[:at], None if row[at] is None else keys[row[at]], *row[at + 1 :]) for row in self.values]
        return replace(self, values=made)

    def with_value(self, name: str, value: Any) -> "Rows":
        """The rows with one value in a field."""
        at = self.names.index(name)
        told = _field(self.model, name).get_db_prep_save(value, connection)
        return replace(self, values=[(*row[:at], told, *row[at + 1 :]) for row in self.values])


def rows_of(model: type[models.Model], objects: Iterable[models.Model]) -> Rows:
    """New objects of a model as rows; the database gives them their keys."""
    return _rows(model, objects, are_new=True)


def _rows(model: type[models.Model], objects: Iterable[models.Model], *, are_new: bool) -> Rows:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    values = [tuple(field.get_db_prep_save(field.pre_save(one, are_new), connection) for field in fields) for one in objects]
    return Rows(model, tuple(field.name for field in fields), values)


def insert(rows: Rows) -> None:
    """Add the rows. Call inside a transaction."""
    if rows.values:
        columns = ", ".join(_column(rows.model, name) for name in rows.names)
        marks = ", ".join(["%s"] * len(rows.names))
        _do_all(f"INSERT INTO {_table(rows.model)} ({columns}) VALUES ({marks})", rows.values)  # noqa: S608 (names from our own models)


def add(model: type[models.Model], objects: Iterable[models.Model]) -> None:
    """Make ready and add at once."""
    insert(rows_of(model, objects))


def update(model: type[models.Model], objects: Iterable[models.Model]) -> None:
    """Store known objects anew, all their columns."""
    replace_rows(changed_rows(model, objects))


def changed_rows(model: type[models.Model], objects: Iterable[models.Model]) -> Rows:
    """Known objects as rows, each with its key last (named "pk")."""
    objects = list(objects)
    rows = _rows(model, objects, are_new=False)
    return Rows(model, (*rows.names, "pk"), [(*row, one.pk) for row, one in zip(rows.values, objects, strict=True)])


def replace_rows(rows: Rows) -> None:
    """Store what `changed_rows` made."""
    settings = ", ".join(f"{_column(rows.model, name)} = %s" for name in rows.names[:-1])
    _do_all(f"UPDATE {_table(rows.model)} SET {settings} WHERE {_column(rows.model, 'pk')} = %s", rows.values)  # noqa: S608 (names from our own models)


def remove(model: type[models.Model], name: str, keys: Iterable[int]) -> None:
    """Remove the rows whose field holds one of the keys, and nothing that points at them: what does has to be gone before."""
    _do_all(f"DELETE FROM {_table(model)} WHERE {_column(model, name)} = %s", [(key,) for key in keys])  # noqa: S608 (names from our own models)


def empty(model: type[models.Model], name: str, keys: Iterable[int]) -> None:
    """Leave a field of the rows with these keys without a value."""
    statement = f"UPDATE {_table(model)} SET {_column(model, name)} = NULL WHERE {_column(model, 'pk')} = %s"  # noqa: S608 (as above)
    _do_all(statement, [(key,) for key in keys])


def _do_all(statement: str, values: Sequence[tuple[Value, ...]]) -> None:
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(statement, values)


def _field(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    found = model._meta.pk if name == "pk" else model._meta.get_field(name)
    assert isinstance(found, models.Field)  # noqa: S101 (a name of ours; a relation from elsewhere is no column)
    return found


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _column(model: type[models.Model], name: str) -> str:
    return connection.ops.quote_name(str(_field(model, name).column))
