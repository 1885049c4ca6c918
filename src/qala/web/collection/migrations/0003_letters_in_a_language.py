from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("collection", "0002_answers_are_added_alone")]

    operations = [
        migrations.AddField(
            model_name="wish",
            name="language",
            field=models.CharField(blank=True, db_default="", default="", max_length=2),
        ),
    ]
