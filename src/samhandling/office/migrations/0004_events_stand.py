"""What has been told stands: the database itself refuses to change an event.

To remove one is refused by PostgreSQL too. SQLite empties tables by DELETE where a test database is emptied, so there the model holds the
line alone. Whoever remakes the table in a later migration has to make the triggers anew: SQLite drops them with the old table.
"""

from typing import Any

from django.db import migrations, models

SQLITE = "CREATE TRIGGER event_stands BEFORE UPDATE ON office_event BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END"
POSTGRESQL = (
    """CREATE FUNCTION office_event_stands() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'an event is never changed or removed'; END $$""",
    "CREATE TRIGGER event_stands BEFORE UPDATE OR DELETE ON office_event FOR EACH ROW EXECUTE FUNCTION office_event_stands()",
)


def hold(apps: Any, schema_editor: Any) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else (SQLITE,):
        schema_editor.execute(statement)


def let_go(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER event_stands ON office_event")
        schema_editor.execute("DROP FUNCTION office_event_stands()")
    else:
        schema_editor.execute("DROP TRIGGER event_stands")


class Migration(migrations.Migration):
    dependencies = [("office", "0003_jobs_mail_limits")]
    operations = [
        migrations.AlterField(model_name="event", name="subject_id", field=models.CharField(max_length=255)),
        migrations.RunPython(hold, let_go),
    ]
