"""A person may have several roles, and can be erased: the one role that each had becomes the first of the list."""

from typing import Any

from django.db import migrations, models


def to_list(apps: Any, schema_editor: Any) -> None:
    Person = apps.get_model("people", "Person")
    for person in Person.objects.exclude(role=""):
        Person.objects.filter(pk=person.pk).update(roles=[person.role])


def to_one(apps: Any, schema_editor: Any) -> None:
    Person = apps.get_model("people", "Person")
    for person in Person.objects.all():
        Person.objects.filter(pk=person.pk).update(role=(person.roles or [""])[0])


class Migration(migrations.Migration):
    dependencies = [("people", "0002_actors_listed_and_merged")]

    operations = [
        migrations.AddField("person", "roles", models.JSONField(default=list)),
        migrations.AddField("person", "claimed_roles", models.JSONField(default=list)),
        migrations.RunPython(to_list, to_one),
        migrations.RemoveField("person", "role"),
        migrations.AddField("person", "erased_at", models.DateTimeField(null=True)),
        migrations.AlterField("person", "email", models.EmailField(max_length=254, null=True, unique=True)),
        migrations.AddField("membership", "is_claimed", models.BooleanField(default=False)),
    ]
