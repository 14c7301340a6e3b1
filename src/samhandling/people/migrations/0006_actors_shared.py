from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0005_wishes")]

    operations = [migrations.AddField(model_name="actor", name="is_shared", field=models.BooleanField(default=True))]
