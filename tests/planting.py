"""A register with a mark in every text of every record, and who may find which mark."""

import itertools
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error, models, transaction

from partnerships.base.rings import Ring
from partnerships.models import Agreement, Practice
from partnerships.models.rings import fields_of, ring_of
from tests.factories import partnerships as make
from tests.factories import programmes as running
from tests.factories.accounts import InvitationFactory, MembershipFactory
from tests.factories.calls import (
    CallExtensionFactory,
    CallFactory,
    CallQuestionFactory,
    CriterionFactory,
    EnrolmentAnswerFactory,
    EnrolmentFactory,
    EnrolmentMoveFactory,
    ScoreFactory,
)
from tests.factories.checklists import ChecklistAnswerFactory, ChecklistFactory
from tests.factories.contacts import ContactFactory
from tests.factories.events import (
    EventDocumentFactory,
    EventFactory,
    RegistrationFactory,
    in_days,
)
from tests.factories.exchanges import ExchangePreparationFactory, PostNoticeFactory
from tests.factories.news import NewsItemFactory, NewsSourceFactory
from tests.factories.programmes import ParticipationFactory, ProgrammeFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.questions import (
    AttachmentFactory,
    FaqEntryFactory,
    MessageFactory,
    QuestionFactory,
)
from tests.factories.results import ResultFactory
from tests.factories.surveys import (
    NeedFactory,
    SurveyAnswerFactory,
    SurveyFactory,
    SurveyQuestionFactory,
    SurveyResponseFactory,
)

OF_PROGRAMMES = (
    running.ProgrammePartnerFactory,
    running.ProgrammeOfficeFactory,
    running.ProgrammeResultFactory,
    running.ProgrammeSourceFactory,
    running.ProgrammeContactFactory,
)
# From the widest to the narrowest.
RINGS = (Ring.PUBLIC, Ring.AUTHORITIES, Ring.OWN, Ring.STAFF)
# What came of an exchange is told when it is published.
TOLD_LATER = ("Exchange.results", "Exchange.report")
# The agenda tells everybody so much of a meeting for authorities.
TOLD_IN_AGENDA = ("Event.title", "Event.slug", "Event.organiser")
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
    yield from own_work(authority, tie)
    yield from own_programmes(authority)
    yield from own_events()
    yield authority, Ring.PUBLIC


def own_work(authority, tie):
    """Return what an authority thinks through, asks and proposes in the workspace."""
    yield ProposalFactory(agreement=tie, authority=authority), Ring.OWN
    practice = make.PracticeFactory(authority=authority, agreement=tie, ready=True)
    base = {"title_nl": practice.title_nl}
    yield (
        ProposalFactory(agreement=None, practice=practice, authority=authority, base=base),
        Ring.OWN,
    )
    question = QuestionFactory(authority=authority)
    message = MessageFactory(question=question)
    yield from [(question, Ring.OWN), (message, Ring.OWN)]
    yield AttachmentFactory(message=message), Ring.OWN
    yield FaqEntryFactory(origin=question), Ring.PUBLIC
    yield FaqEntryFactory(draft=True), Ring.STAFF
    checklist = ChecklistFactory(authority=authority)
    yield from [(checklist, Ring.OWN), (ChecklistAnswerFactory(checklist=checklist), Ring.OWN)]
    yield ContactFactory(authority=authority, agreed=True), Ring.PUBLIC
    yield ContactFactory(authority=authority), Ring.OWN


def own_programmes(authority):
    """Return what an authority does in the programmes of VNG International."""
    programme = running.ProgrammeFactory(client=authority)
    draft = running.ProgrammeFactory(publication="draft")
    for one, ring in ((programme, Ring.PUBLIC), (draft, Ring.STAFF)):
        yield one, ring
        yield running.ParticipationFactory(programme=one, authority=authority), ring
        for factory in OF_PROGRAMMES:
            yield factory(programme=one), ring
    for ring in RINGS:
        file = SimpleUploadedFile(f"{ring}.pdf", b"%PDF-1.7")
        yield running.ProgrammeDocumentFactory(programme=programme, ring=ring), ring
        own = running.ProgrammeDocumentFactory(programme=programme, ring=ring, url="", file=file)
        yield own, ring
    programme = ProgrammeFactory(client=authority)
    yield programme, Ring.PUBLIC
    yield ProgrammeFactory(publication="draft"), Ring.STAFF
    yield ParticipationFactory(programme=programme, authority=authority), Ring.PUBLIC
    yield from own_enrolments(authority, programme)


def own_enrolments(authority, programme):
    """Return a call with what is asked, an enrolment with all that belongs to it, and a draft."""
    call = CallFactory(programme=programme)
    yield call, Ring.PUBLIC
    yield CallFactory(programme=programme, publication="draft"), Ring.STAFF
    question, criterion = CallQuestionFactory(call=call), CriterionFactory(call=call)
    yield from [(question, Ring.PUBLIC), (criterion, Ring.PUBLIC)]
    yield CallExtensionFactory(call=call), Ring.PUBLIC
    enrolment = EnrolmentFactory(call=call, authority=authority, submitted=True)
    draft = EnrolmentFactory(call=CallFactory(programme=programme), authority=authority)
    for one in (enrolment, draft):
        yield one, Ring.OWN
        file = SimpleUploadedFile("plan.pdf", b"%PDF-1.7")
        asked = CallQuestionFactory(call=one.call, kind="file")
        yield EnrolmentAnswerFactory(enrolment=one, question=asked, file=file), Ring.OWN
    yield EnrolmentMoveFactory(enrolment=enrolment), Ring.OWN
    yield ScoreFactory(enrolment=enrolment, criterion=criterion), Ring.STAFF
    item = NewsItemFactory(programme=programme)
    yield from [(item, Ring.PUBLIC), (NewsSourceFactory(news_item=item), Ring.PUBLIC)]
    yield NewsItemFactory(publication="draft"), Ring.STAFF
    yield from own_surveys(authority)


def own_surveys(authority):
    """Return what an authority is asked and answers in an open, a closed and a secret survey."""
    for options in ({}, {"closed": True}):
        survey = SurveyFactory(targets=[authority], **options)
        question = SurveyQuestionFactory(survey=survey)
        response = SurveyResponseFactory(survey=survey, authority=authority, handed_in=True)
        yield from [(survey, Ring.PUBLIC), (question, Ring.PUBLIC), (response, Ring.OWN)]
        yield SurveyAnswerFactory(response=response, question=question), Ring.OWN
    yield SurveyFactory(publication="draft", targets=[authority]), Ring.STAFF
    yield NeedFactory(authority=authority, survey=survey), Ring.OWN


def own_events():
    """Return meetings for everybody and for authorities, that nobody can register for now."""
    later = {"registration_opens_at": in_days(5), "link": "https://example.org/room"}
    meeting = EventFactory(**later)
    closed = [EventFactory(audience=one, **later) for one in ("authorities", "chatham")]
    draft = EventFactory(publication="draft", **later)
    yield from [*((one, Ring.AUTHORITIES) for one in closed), (draft, Ring.STAFF)]
    for event, widest in ((meeting, Ring.PUBLIC), (closed[1], Ring.PUBLIC), (draft, Ring.STAFF)):
        for ring in (Ring.PUBLIC, Ring.AUTHORITIES):
            narrowest = max(ring, widest, key=RINGS.index)
            yield EventDocumentFactory(event=event, ring=ring), narrowest
            file = SimpleUploadedFile(f"{ring}.pdf", b"%PDF-1.7")
            yield EventDocumentFactory(event=event, ring=ring, url="", file=file), narrowest
    yield from [(meeting, Ring.PUBLIC), (RegistrationFactory(event=meeting), Ring.STAFF)]


def own_exchanges(authority, tie):
    """Return a published and a planned exchange; the planned one is for all authorities."""
    held = make.ExchangeFactory(agreement=tie, authority=authority)
    planned = make.ExchangeFactory(
        agreement=tie, authority=authority, state="planned", publication="draft"
    )
    for exchange, ring in ((held, Ring.PUBLIC), (planned, Ring.AUTHORITIES)):
        exchange.authorities.set([authority])
        yield exchange, ring
        yield make.CommitmentFactory(exchange=exchange), ring
        yield ExchangePreparationFactory(exchange=exchange), ring
        yield PostNoticeFactory(exchange=exchange), ring


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
                if ring_of_row != Ring.PUBLIC and name.startswith(TOLD_LATER):
                    ring = Ring.OWN
                if ring_of_row == Ring.AUTHORITIES and name.startswith(TOLD_IN_AGENDA):
                    ring = Ring.PUBLIC
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
    except (Error, ValidationError):
        return False
    return True


def marks_of_words():
    """Return words that occur in no text of any page, short enough for any field."""
    return (f"qz{number:04}x" for number in itertools.count(1))


def words_in(text):
    """Return which of these words stand in a text, also within other words."""
    return set(re.findall(r"qz\d{4}x", text))
