from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("office", "0001_initial")]

    operations = [migrations.AddField("event", "version", models.PositiveIntegerField(null=True))]
