"""The order in which practices came to the public, and their facets within the row.

A row with long texts moves its longest columns out of the row, facets among them, and counting
would fetch them one by one.
"""

from django.db import migrations, models
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0009_shared_cache")]

    operations = [
        migrations.RemoveIndex(model_name="practice", name="practice_by_moved_at"),
        migrations.AddIndex(
            model_name="practice",
            index=models.Index(
                Coalesce("moved_at", "created_at"),
                models.F("id"),
                condition=models.Q(publication="published"),
                name="practice_by_published_at",
            ),
        ),
        migrations.RunSQL(
            "ALTER TABLE partnerships_practice ALTER COLUMN facets SET STORAGE MAIN",
            "ALTER TABLE partnerships_practice ALTER COLUMN facets SET STORAGE EXTENDED",
        ),
    ]
