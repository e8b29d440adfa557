"""What the search for texts keeps in the database, whatever noun uses it.

The words of all texts that were made findable (partnerships/base/texts/lexicon.py), and the function
of the index of every search vector (``Costly`` in partnerships/base/texts/ranking.py).
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0003_sort_names_per_language")]

    operations = [
        migrations.RunSQL(
            """
            CREATE TABLE search_words (
                word text COLLATE "C" NOT NULL,
                is_dutch boolean NOT NULL,
                PRIMARY KEY (word, is_dutch)
            );
            CREATE INDEX search_words_near ON search_words USING gist (word gist_trgm_ops);
            """,
            "DROP TABLE search_words",
        ),
        migrations.RunSQL(
            """
            CREATE FUNCTION costly(tsvector) RETURNS tsvector
            LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 1000
            AS 'BEGIN RETURN $1; END';
            """,
            "DROP FUNCTION costly(tsvector)",
        ),
    ]
