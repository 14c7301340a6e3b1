from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0002_event_version"),
    ]

    operations = [
        migrations.CreateModel(
            name="Taken",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("counts", models.JSONField(default=dict)),
                ("until", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=64)),
                ("arguments", models.JSONField(default=dict)),
                ("key", models.CharField(max_length=200, null=True, unique=True)),
                ("file", models.CharField(blank=True, max_length=64)),
                ("person_id", models.BigIntegerField(null=True)),
                ("ordered_as", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="waiting",
                        max_length=16,
                    ),
                ),
                ("not_before", models.DateTimeField()),
                ("holder", models.CharField(blank=True, max_length=80)),
                ("lease_until", models.DateTimeField(null=True)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("most_attempts", models.PositiveIntegerField(default=3)),
                ("done", models.PositiveIntegerField(default=0)),
                ("of", models.PositiveIntegerField(null=True)),
                ("said", models.JSONField(default=list)),
                ("result", models.JSONField(default=dict)),
                ("faults", models.JSONField(default=list)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("started", models.DateTimeField(null=True)),
                ("ended", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("id",),
                "indexes": [models.Index(fields=["state", "not_before", "id"], name="job_to_do")],
            },
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True)),
                ("person_id", models.BigIntegerField(db_index=True, null=True)),
                ("to", models.CharField(max_length=254)),
                ("subject", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("html", models.TextField(blank=True)),
                ("headers", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sending", "Sending"),
                            ("sent", "Sent"),
                            ("unsure", "Unsure"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=16,
                    ),
                ),
                ("not_before", models.DateTimeField()),
                ("holder", models.CharField(blank=True, max_length=80)),
                ("lease_until", models.DateTimeField(null=True)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("fault", models.JSONField(default=list)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("sent", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("id",),
                "indexes": [models.Index(fields=["state", "not_before", "id"], name="mail_to_send")],
            },
        ),
    ]
