"""Verdicts are added alone."""

from django.db import migrations

from qala.web.insert_only import insert_only


class Migration(migrations.Migration):
    dependencies = [("verification", "0001_initial")]
    operations = [insert_only("verification_verdict")]
