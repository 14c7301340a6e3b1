from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coverage", "0001_initial")]

    operations = [
        migrations.AddField(model_name="judgement", name="at", field=models.DateTimeField(auto_now_add=True, null=True)),
        migrations.AddField(model_name="judgement", name="withdrawn_at", field=models.DateTimeField(null=True)),
    ]
