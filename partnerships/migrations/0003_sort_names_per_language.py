"""One sort key for each language of the reader, where all shared one: Peking comes under P."""

from django.db import migrations, models
from django.db.models import F

import partnerships.base.translation
# The rules of today and not a copy: keys made by two rules would not sort together.
from partnerships.models.places import pinyin_key, sort_key

KEY = {"blank": True, "db_collation": "C", "editable": False, "max_length": 120, "verbose_name": "sort key"}
KEYS = ["sort_name_nl", "sort_name_en", "sort_name_zh_hans"]
PLACES = {
    "chinesedivision": ("Chinese division", "Chinese divisions"),
    "localauthority": ("local authority", "local authorities"),
}


def fill(apps, schema_editor):
    """Write the keys of the places that are there, as saving each of them would."""
    for place in apps.get_model("partnerships", "LocalAuthority").objects.order_by():
        place.sort_name_nl = place.sort_name_zh_hans = sort_key(place.name)
        place.sort_name_en = sort_key(place.name_en or place.name)
        place.save(update_fields=KEYS)
    for place in apps.get_model("partnerships", "ChineseDivision").objects.order_by():
        place.sort_name_nl = sort_key(place.name_nl)
        place.sort_name_en = sort_key(place.name_en)
        place.sort_name_zh_hans = pinyin_key(place.pinyin or place.name_en)
        place.save(update_fields=KEYS)


def unfill(apps, schema_editor):
    """Leave in the one key what it held before: of Chinese places the English name."""
    divisions = apps.get_model("partnerships", "ChineseDivision").objects.order_by()
    divisions.update(sort_name_nl=F("sort_name_en"))


class Migration(migrations.Migration):

    dependencies = [
        ("partnerships", "0002_pairs_of_published_only"),
    ]

    operations = [
        *(migrations.RenameField(place, "sort_name", "sort_name_nl") for place in PLACES),
        *(
            migrations.AlterField(place, "sort_name_nl", models.CharField(default="", **KEY))
            for place in PLACES
        ),
        *(
            migrations.AddField(place, f"sort_name_{language}", models.CharField(default="", **KEY))
            for place in PLACES
            for language in ("en", "zh_hans")
        ),
        *(
            migrations.AlterModelOptions(
                place,
                {
                    "ordering": [partnerships.base.translation.ReaderColumn("sort_name"), "pk"],
                    "verbose_name": name,
                    "verbose_name_plural": plural,
                },
            )
            for place, (name, plural) in PLACES.items()
        ),
        migrations.RunPython(fill, unfill),
    ]
