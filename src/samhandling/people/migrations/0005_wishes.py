"""What a person wants to be told of by mail, and whose calendar addresses are open."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEY = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_ways_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="MailWish",
            fields=[
                KEY,
                ("is_wanted", models.BooleanField(default=False)),
                ("focus_areas", models.JSONField(default=list)),
                ("with_own", models.BooleanField(default=True)),
                ("language", models.CharField(default="sv", max_length=2)),
                ("told_until", models.DateTimeField(null=True)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mail_wish", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CalendarWord",
            fields=[
                KEY,
                ("number", models.PositiveIntegerField(default=1)),
                (
                    "link",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="calendar_word", to="people.actorlink"
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_word",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
