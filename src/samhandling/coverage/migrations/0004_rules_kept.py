"""Every strategy keeps the rules that it is counted by, as its version 0: a later release of the product changes no picture by itself.

Until this migration every strategy was counted by the rules in `rules_2026_11.toml` beside it, which is never edited: a home that skips
releases gets the rules that it had, not those of the day when it is upgraded.
"""

import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.db import migrations, models
from django.utils import timezone

TEXT = Path(__file__).with_name("rules_2026_11.toml")


def keep_missing(apps: Any, schema_editor: Any) -> None:
    text = TEXT.read_text("utf-8")
    data = tomllib.loads(text)
    terms = {name: str(Fraction(str(data[name]))) for name in ("months_left", "max_unjudged", "variation")}
    for rule in data["rule"]:
        terms |= {f"{rule['id']}.use": rule["use"], f"{rule['id']}.threshold": str(Fraction(rule["threshold"]))}
    version = apps.get_model("coverage", "RulesVersion")
    for strategy in apps.get_model("strategy", "Strategy").objects.exclude(rules_versions__number=0):
        version.objects.create(
            strategy=strategy,
            number=0,
            base=data["version"],
            terms=terms,
            changes={},
            reason="",
            at=timezone.now(),
            person_id=None,
            door="",
            event=0,
            product=text,
        )


class Migration(migrations.Migration):
    dependencies = [("coverage", "0003_rules_versions")]

    operations = [
        migrations.AddField("rulesversion", "product", models.TextField(null=True)),
        migrations.RunPython(keep_missing, migrations.RunPython.noop),
    ]
