"""Documents of meetings: who reads which, on pages and as files, and what staff may put there."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from partnerships.base.attachments import LARGEST_DOCUMENT
from partnerships.models import Document
from programmes.models import EventDocument, ProgrammeDocument
from tests.factories.events import EventDocumentFactory, EventFactory
from tests.factories.partnerships import UserFactory
from tests.partnerships.documents import DOCX, PDF, packed, sent

pytestmark = pytest.mark.django_db


def a_file(event, ring, name="dia.pdf"):
    return EventDocumentFactory(event=event, ring=ring, url="", file=sent(PDF, name), title="Dia")


def test_document_is_for_authorities_until_staff_opens_it():
    assert EventDocument().ring == "authorities"


@pytest.mark.parametrize("audience", ["public", "authorities", "chatham"])
def test_everybody_reads_what_is_open_and_officials_read_all(client, official_client, audience):
    event = EventFactory(audience=audience)
    opened, kept = a_file(event, "public"), a_file(event, "authorities")
    assert opened.get_absolute_url() == f"/agenda-documents/{opened.pk}/"
    assert kept.get_absolute_url() == reverse("my-event-document", args=[kept.pk])
    page = official_client.get(reverse("my-event", args=[event.slug])).text
    for one in (opened, kept):
        assert f'href="{one.get_absolute_url()}"' in page
        answer = official_client.get(one.get_absolute_url())
        assert answer["Content-Disposition"] == 'attachment; filename="dia.pdf"'
        assert answer.getvalue() == PDF
    client.logout()
    assert client.get(opened.get_absolute_url()).getvalue() == PDF
    assert client.get(f"/agenda-documents/{kept.pk}/").status_code == 404
    assert client.get(kept.get_absolute_url()).url.startswith(reverse("account_login"))
    if audience == "public":
        page = client.get(event.get_absolute_url()).text
        assert opened.get_absolute_url() in page
        assert kept.get_absolute_url() not in page


def test_who_has_an_account_and_no_authority_reads_what_is_open_alone(client):
    kept = a_file(EventFactory(), "authorities")
    client.force_login(UserFactory())
    assert client.get(kept.get_absolute_url()).status_code == 403
    client.force_login(UserFactory(is_liaison=True))
    assert client.get(kept.get_absolute_url()).getvalue() == PDF


@pytest.mark.parametrize("ring", ["public", "authorities"])
def test_nobody_reads_documents_of_what_is_not_announced(client, official_client, ring):
    document = a_file(EventFactory(publication="draft"), ring)
    for name in ("event-document", "my-event-document"):
        assert official_client.get(reverse(name, args=[document.pk])).status_code == 404


def test_document_elsewhere_is_a_link_in_its_language(client):
    event = EventFactory()
    EventDocumentFactory(event=event, ring="public", language="zh-hans", title="水务")
    link = '<a href="https://example.org/presentatie" hreflang="zh-Hans">水务</a>'
    assert link in client.get(event.get_absolute_url()).text


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_for_more_documents(
    client, official_client, count, django_assert_num_queries
):
    event = EventFactory()
    for _number in range(count):
        EventDocumentFactory(event=event, ring="public")
    addresses = (event.get_absolute_url(), reverse("my-event", args=[event.slug]))
    for address, queries in zip(addresses, (3, 7), strict=True):
        official_client.get(address)
        with django_assert_num_queries(queries):
            official_client.get(address)


def test_who_removes_a_meeting_removes_its_documents():
    document = EventDocumentFactory()
    document.event.delete()
    assert not EventDocument.objects.exists()


def form_of(event, staff_client, file):
    """Return what the form of a meeting sends from the desk, with one document more."""
    page = staff_client.get(reverse("admin:programmes_event_change", args=[event.pk]))
    form = page.context["adminform"].form
    given = {name: form[name].value() for name in form.fields}
    given = {name: "" if value is None else value for name, value in given.items()}
    for name in ("starts_at", "ends_at"):
        moment = getattr(event, name).astimezone()
        given |= {f"{name}_0": f"{moment:%Y-%m-%d}", f"{name}_1": f"{moment:%H:%M:%S}"}
    row = {"title": "Dia's", "url": "", "file": file, "language": "nl", "ring": "authorities"}
    given |= {f"documents-0-{name}": value for name, value in row.items()}
    return given | {"documents-TOTAL_FORMS": 1, "documents-INITIAL_FORMS": 0}


def added(staff_client, file):
    """Return the answer of the desk to a document, and what became of it."""
    event = EventFactory()
    address = reverse("admin:programmes_event_change", args=[event.pk])
    answer = staff_client.post(address, form_of(event, staff_client, file))
    return answer, [(one.title, one.ring) for one in event.documents.all()]


@pytest.mark.parametrize(
    "file", [sent(PDF, "dia's.pdf"), sent(packed(DOCX), "verslag.DOCX")], ids=["pdf", "docx"]
)
def test_desk_adds_a_document_to_a_meeting(staff_client, file):
    answer, documents = added(staff_client, file)
    assert (answer.status_code, documents) == (302, [("Dia's", "authorities")])


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"MZ\x90\x00" + b"\x00" * 400, "dia.pdf", "past niet bij de bestandsnaam"),
        (PDF, "dia.docx", "past niet bij de bestandsnaam"),
        (PDF + b" " * LARGEST_DOCUMENT, "dia.pdf", "is groter dan 20 MB"),
        (PDF, "dia.exe", "Bestandsextensie"),
    ],
    ids=["program", "other-kind", "large", "name"],
)
def test_desk_refuses_what_is_no_document_and_says_why(staff_client, content, name, told):
    answer, documents = added(staff_client, sent(content, name))
    assert (answer.status_code, documents) == (200, [])
    assert told in answer.text


@pytest.mark.parametrize("model", [Document, ProgrammeDocument, EventDocument])
def test_document_of_every_noun_is_judged_by_its_content_once(model):
    with pytest.raises(ValidationError) as error:
        model(file=sent(b"MZ\x90\x00", "akte.pdf")).clean()
    assert [one.code for one in error.value.error_dict["file"]] == ["content"]
    model(file=sent(PDF, "akte.pdf")).clean()
    # What stands on record is not opened again, be it gone from the disk.
    model(file="documents/2019/akte.pdf").clean()
