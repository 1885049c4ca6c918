"""Answers, what is said about them and what was signed are added alone."""

from django.db import migrations

from qala.web.insert_only import insert_only


class Migration(migrations.Migration):
    dependencies = [("collection", "0001_initial")]
    operations = [insert_only("collection_answer", "collection_comment", "collection_signing")]
