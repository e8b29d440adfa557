"""News at the desk and from the reference file: moves, pictures, refusals."""

import csv

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from partnerships.base.translation import LANGUAGES, to_attribute
from partnerships.base.workflow import Publication
from programmes.management.commands.import_news import DATA
from programmes.models import NewsItem
from tests.factories.news import NewsItemFactory
from tests.factories.partnerships import ThemeFactory, UserFactory
from tests.factories.programmes import ProgrammeFactory
from tests.partnerships.pictures import photo_with_secrets, picture

pytestmark = pytest.mark.django_db
PROGRAMMES = ("iurc-china", "ondersteuning-zuid-holland-china", "kennisvoorziening-china")


@pytest.fixture
def act(staff_client):
    """Choose news and an action on the list, as confirmed; gives what staff is told."""

    def chosen(action, item, **given):
        values = {"action": action, "_selected_action": [item.pk], **given}
        answer = staff_client.post(reverse("admin:programmes_newsitem_changelist"), values)
        item.refresh_from_db()
        return [str(message) for message in get_messages(answer.wsgi_request)]

    return chosen


def test_publishing_asks_first_and_gives_news_its_moment(act, staff):
    item = NewsItemFactory(publication="draft", published_at=None)
    before = timezone.now()
    assert act("publish", item) == []
    assert item.publication == "draft"
    assert act("publish", item, confirmed="yes") == ["1 nieuwsbericht gewijzigd."]
    assert (item.publication, item.moved_by) == ("published", staff)
    assert before <= item.published_at <= timezone.now()


def test_a_moment_that_was_chosen_stays(act):
    item = NewsItemFactory(publication="draft")
    chosen = NewsItem.objects.get().published_at
    act("publish", item, confirmed="yes")
    assert item.published_at == chosen


def test_a_move_that_is_not_allowed_is_refused_in_words(act):
    item = NewsItemFactory(publication="archived")
    told = act("archive", item, confirmed="yes")
    refusal = "Een vermelding met de stand “gearchiveerd” kan niet de stand “gearchiveerd” krijgen."
    assert told == [f"{item}: {refusal}", "0 nieuwsberichten gewijzigd."]
    assert item.publication == "archived"


def test_a_refused_move_leaves_no_moment_behind():
    item = NewsItemFactory(publication="returned", published_at=None)
    with pytest.raises(ValidationError):
        item.move(to=Publication.PUBLISHED, by=UserFactory())
    assert NewsItem.objects.get().published_at is None


def test_a_picture_is_drawn_anew_and_keeps_no_secret():
    item = NewsItemFactory(image=photo_with_secrets(), image_alt_nl="Een plein.")
    with item.image.open() as file:
        content = file.read()
    assert b"Jan" not in content
    assert b"<script>" not in content
    assert "rotterdam" not in item.image.name


def sent(**given):
    values = {
        "title_nl": "Nieuws",
        "slug": "nieuws-een",
        "lead_nl": "Kort.",
        "body_nl": "Lang.",
        "sources-TOTAL_FORMS": 0,
        "sources-INITIAL_FORMS": 0,
    }
    return values | given


def test_a_picture_without_description_or_that_is_none_is_refused(staff_client):
    address = reverse("admin:programmes_newsitem_add")
    answer = staff_client.post(address, sent(image=picture()))
    assert answer.context["adminform"].form.non_field_errors() == [
        "Zeg in het Nederlands wat de afbeelding laat zien."
    ]
    broken = picture()
    broken.file.seek(0)
    broken.file.truncate(20)
    answer = staff_client.post(address, sent(image=broken, image_alt_nl="Een plein."))
    assert answer.context["adminform"].form.errors.keys() == {"image"}
    assert NewsItem.objects.count() == 0
    staff_client.post(address, sent(image=picture(), image_alt_nl="Een plein."))
    assert NewsItem.objects.get().publication == "draft"


@pytest.fixture
def _known():
    for slug in PROGRAMMES:
        ProgrammeFactory(slug=slug)
    with (DATA / "news.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for slug in {theme for row in rows for theme in row["themes"].split(";")}:
        ThemeFactory(slug=slug)


@pytest.mark.usefixtures("_known")
def test_the_reference_file_goes_in_whole_and_a_second_time_changes_nothing(capsys):
    call_command("import_news")
    assert "10 new, 0 changed, 0 unchanged, 0 refused" in capsys.readouterr().out
    changed = list(NewsItem.objects.values_list("pk", "updated_at"))
    call_command("import_news")
    assert "0 new, 0 changed, 10 unchanged, 0 refused" in capsys.readouterr().out
    assert list(NewsItem.objects.values_list("pk", "updated_at")) == changed


@pytest.mark.usefixtures("_known")
def test_all_that_the_file_holds_is_public_sourced_and_in_three_languages():
    call_command("import_news", verbosity=0)
    items = NewsItem.objects.public()
    assert items.count() == 10
    assert {item.programme.slug for item in items} == set(PROGRAMMES)
    for item in items:
        assert item.sources.exists()
        texts = [
            getattr(item, to_attribute(name, code))
            for name in ("title", "lead", "body")
            for code in LANGUAGES
        ]
        assert all(texts), item.slug
    call = items.get(slug="meedoen-aan-iurc-china")
    assert timezone.localdate(call.published_at).isoformat() == "2021-04-23"
    assert list(items.matching("鹿特丹")) == []
    assert call in items.matching("汉堡")


def written(tmp_path, *rows):
    file = tmp_path / "news.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file


ROW = {
    "reference": "een",
    "published_on": "2021-04-23",
    "programme": "",
    "themes": "",
    "title_nl": "Eén",
    "lead_nl": "Kort.",
    "body_nl": "Lang.",
    "sources": "https://bron.example/1;https://bron.example/2",
}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"programme": "nergens"}, "programme: Er is geen programma “nergens”."),
        ({"themes": "nergens"}, "Onbekende thema's: nergens."),
        ({"published_on": ""}, "published_on: Vul in op welke dag het nieuws werd verteld."),
        ({"published_on": "gisteren"}, "“gisteren” is geen datum"),
        ({"title_nl": ""}, "title_nl: "),
        ({"reference": ""}, "reference: Geef elk bericht een eigen verwijzing."),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_reason_and_the_rest_goes_in(
    tmp_path, capsys, cells, reason
):
    file = written(tmp_path, ROW | {"reference": "goed"}, ROW | {"reference": "fout"} | cells)
    call_command("import_news", file=file)
    told = capsys.readouterr().out
    assert "line 3" in told
    assert reason in told
    assert [item.slug for item in NewsItem.objects.all()] == ["goed"]


def test_a_changed_row_changes_its_item_and_its_sources(tmp_path, capsys):
    call_command("import_news", file=written(tmp_path, ROW))
    changed = ROW | {"title_nl": "Een", "sources": "https://bron.example/2;Brief van 3 mei"}
    call_command("import_news", file=written(tmp_path, changed))
    assert "0 new, 1 changed" in capsys.readouterr().out
    item = NewsItem.objects.get()
    assert item.title_nl == "Een"
    assert [one.reference for one in item.sources.all()] == [
        "https://bron.example/2",
        "Brief van 3 mei",
    ]
