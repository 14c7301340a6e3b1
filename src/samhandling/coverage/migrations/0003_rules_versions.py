"""A strategy's rules in versions: what has been decided stands, so the database itself refuses to change one.

To remove one is refused by PostgreSQL too. SQLite empties tables by DELETE where a test database is emptied, so there the model holds the
line alone. Whoever remakes the table in a later migration has to make the triggers anew: SQLite drops them with the old table.
"""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

SQLITE = (
    "CREATE TRIGGER rules_version_stands BEFORE UPDATE ON coverage_rulesversion "
    "BEGIN SELECT RAISE(ABORT, 'a version of the rules is never changed'); END"
)
POSTGRESQL = (
    """CREATE FUNCTION coverage_rules_version_stands() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'a version of the rules is never changed or removed'; END $$""",
    """CREATE TRIGGER rules_version_stands BEFORE UPDATE OR DELETE ON coverage_rulesversion
    FOR EACH ROW EXECUTE FUNCTION coverage_rules_version_stands()""",
)


def hold(apps: Any, schema_editor: Any) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else (SQLITE,):
        schema_editor.execute(statement)


def let_go(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER rules_version_stands ON coverage_rulesversion")
        schema_editor.execute("DROP FUNCTION coverage_rules_version_stands()")
    else:
        schema_editor.execute("DROP TRIGGER rules_version_stands")


class Migration(migrations.Migration):
    dependencies = [("coverage", "0002_judgements_told_when"), ("strategy", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="RulesVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("base", models.CharField(max_length=40)),
                ("terms", models.JSONField()),
                ("changes", models.JSONField()),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                ("person_id", models.BigIntegerField(null=True)),
                ("door", models.CharField(max_length=16)),
                ("back_to", models.PositiveIntegerField(null=True)),
                ("event", models.BigIntegerField()),
                (
                    "strategy",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rules_versions", to="strategy.strategy"),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [models.UniqueConstraint(fields=("strategy", "number"), name="one_rules_version_of_a_number")],
            },
        ),
        migrations.RunPython(hold, let_go),
    ]
