"""A register with a mark in every text of every record, and who may find which mark."""

import itertools
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, IntegrityError, models, transaction

from partnerships.base.rings import Ring
from partnerships.models import Agreement, Practice
from partnerships.models.rings import fields_of, ring_of
from tests.factories import partnerships as make
from tests.factories.accounts import InvitationFactory, MembershipFactory
from tests.factories.results import ResultFactory

# From the widest to the narrowest.
RINGS = (Ring.PUBLIC, Ring.AUTHORITIES, Ring.OWN, Ring.STAFF)
TEXTS = (models.CharField, models.TextField)


@dataclass(frozen=True)
class Mark:
    """A word that stands nowhere else: in one field of one record of one authority."""

    word: str
    field: str
    ring: str
    owner: object


def own_records(authority):
    """Return records of an authority, each with the ring that its state keeps it in."""
    tie = make.AgreementFactory(authorities=[authority], status="active")
    draft = make.AgreementFactory(authorities=[authority], draft=True)
    practice = make.PracticeFactory(authority=authority, agreement=tie, ready=True)
    unfinished = make.PracticeFactory(authority=authority, publication="draft")
    member = MembershipFactory(authority=authority, role="reader")
    yield from [(tie, Ring.PUBLIC), (draft, Ring.OWN), (practice, Ring.PUBLIC)]
    yield from [(unfinished, Ring.OWN), (member.user, Ring.PUBLIC), (member, Ring.PUBLIC)]
    yield InvitationFactory(authority=authority), Ring.PUBLIC
    yield make.StatusChangeFactory(agreement=tie, status="dormant", is_public=True), Ring.PUBLIC
    yield make.StatusChangeFactory(agreement=tie, status="active", is_public=False), Ring.OWN
    yield ResultFactory(agreement=tie, is_released=True), Ring.PUBLIC
    yield ResultFactory(agreement=tie), Ring.OWN
    for ring in RINGS:
        yield make.DocumentFactory(agreement=tie, ring=ring), ring
        file = SimpleUploadedFile(f"{ring}.pdf", b"%PDF-1.7")
        yield make.DocumentFactory(agreement=tie, ring=ring, url="", file=file), ring
    yield make.SourceFactory(agreement=tie), Ring.PUBLIC
    yield from own_exchanges(authority, tie)
    for factory in (make.EvidenceFactory, make.ReuseFactory, make.PracticeLinkFactory):
        yield factory(practice=practice), Ring.PUBLIC
    yield authority, Ring.PUBLIC


def own_exchanges(authority, tie):
    held = make.ExchangeFactory(agreement=tie, state="held", publication="published")
    planned = make.ExchangeFactory(agreement=tie, state="planned", publication="draft")
    for exchange, ring in ((held, Ring.PUBLIC), (planned, Ring.AUTHORITIES)):
        exchange.authorities.set([authority])
        yield exchange, ring
        yield make.CommitmentFactory(exchange=exchange), ring


def marked(records, words):
    """Put a mark in every text of some records; returns the marks and what took none."""
    marks, bare = [], []
    for record, ring_of_row, owner in records:
        for field in fields_of(type(record)):
            if not isinstance(field, TEXTS) or field.choices or not field.editable:
                continue
            word = next(words)
            name = f"{type(record).__name__}.{field.name}"
            if put(record, field, word):
                ring = max(ring_of(type(record), field.name), ring_of_row, key=RINGS.index)
                marks.append(Mark(word, name, ring, owner))
            else:
                bare.append(name)
    Agreement.objects.all().reindex()
    Practice.objects.all().reindex()
    return marks, sorted(set(bare))


def put(record, field, word):
    """Write a mark past all checks of forms; returns whether the database takes it."""
    values = (word, f"https://{word}.example", f"{word}@example.org")
    value = values[isinstance(field, models.URLField) + 2 * isinstance(field, models.EmailField)]
    try:
        with transaction.atomic():
            type(record)._base_manager.filter(pk=record.pk).update(**{field.name: value})
    except (IntegrityError, DataError, ValidationError):
        return False
    return True


def marks_of_words():
    """Return words that occur in no text of any page, short enough for any field."""
    return (f"qz{number:04}x" for number in itertools.count(1))
