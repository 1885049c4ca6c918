from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_added_to_alone")]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["kind", "chain"], condition=models.Q(("kind", "reopened")), name="rare_entries"),
        ),
    ]
