"""The change log: every write is in it, what is derived is not, and nobody can rewrite it."""

import pghistory.models
import pytest
from django.db import Error, transaction

from partnerships.models import (
    Agreement,
    AgreementTheme,
    Checklist,
    ChecklistAnswer,
    ChineseDivision,
    Commitment,
    Confirmation,
    ConfirmationRound,
    Contact,
    Document,
    Evidence,
    Exchange,
    ExchangePreparation,
    FaqEntry,
    Invitation,
    LocalAuthority,
    Membership,
    Organisation,
    Participant,
    Practice,
    PracticeLink,
    PracticeTheme,
    Proposal,
    Question,
    Result,
    Reuse,
    Source,
    StatusChange,
    Theme,
    User,
)
from partnerships.models.agreement_choices import Status
from programmes.models import (
    Call,
    CallExtension,
    CallQuestion,
    Criterion,
    Enrolment,
    EnrolmentAnswer,
    EnrolmentMove,
    Event,
    EventDocument,
    Need,
    NeedMatch,
    NewsItem,
    NewsSource,
    Participation,
    Programme,
    ProgrammeContact,
    ProgrammeDocument,
    ProgrammeOffice,
    ProgrammePartner,
    ProgrammeResult,
    ProgrammeSource,
    Score,
    Survey,
    SurveyAnswer,
    SurveyQuestion,
    SurveyResponse,
)
from tests import subjects
from tests.factories import calls
from tests.factories import partnerships as make
from tests.factories import programmes as running
from tests.factories.accounts import InvitationFactory, MembershipFactory
from tests.factories.checklists import ChecklistAnswerFactory, ChecklistFactory
from tests.factories.confirmations import ConfirmationFactory, ConfirmationRoundFactory
from tests.factories.contacts import ContactFactory
from tests.factories.events import EventDocumentFactory, EventFactory
from tests.factories.exchanges import ExchangePreparationFactory
from tests.factories.news import NewsItemFactory, NewsSourceFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.questions import FaqEntryFactory, QuestionFactory
from tests.factories.results import ResultFactory
from tests.factories.surveys import (
    NeedFactory,
    NeedMatchFactory,
    SurveyAnswerFactory,
    SurveyFactory,
    SurveyQuestionFactory,
    SurveyResponseFactory,
)

pytestmark = pytest.mark.django_db

TRACKED = {
    Call: calls.CallFactory,
    CallExtension: calls.CallExtensionFactory,
    CallQuestion: calls.CallQuestionFactory,
    Criterion: calls.CriterionFactory,
    Enrolment: calls.EnrolmentFactory,
    EnrolmentAnswer: calls.EnrolmentAnswerFactory,
    EnrolmentMove: calls.EnrolmentMoveFactory,
    Score: calls.ScoreFactory,
    Agreement: make.AgreementFactory,
    AgreementTheme: make.AgreementThemeFactory,
    Checklist: ChecklistFactory,
    ChecklistAnswer: ChecklistAnswerFactory,
    ChineseDivision: make.ChineseDivisionFactory,
    Commitment: make.CommitmentFactory,
    Confirmation: ConfirmationFactory,
    ConfirmationRound: ConfirmationRoundFactory,
    Contact: ContactFactory,
    Document: make.DocumentFactory,
    Event: EventFactory,
    EventDocument: EventDocumentFactory,
    Evidence: make.EvidenceFactory,
    Exchange: make.ExchangeFactory,
    FaqEntry: FaqEntryFactory,
    ExchangePreparation: ExchangePreparationFactory,
    Invitation: InvitationFactory,
    LocalAuthority: make.LocalAuthorityFactory,
    Membership: MembershipFactory,
    NewsItem: NewsItemFactory,
    NewsSource: NewsSourceFactory,
    Organisation: make.OrganisationFactory,
    Participant: make.ParticipantFactory,
    Practice: make.PracticeFactory,
    PracticeLink: make.PracticeLinkFactory,
    PracticeTheme: make.PracticeThemeFactory,
    Participation: running.ParticipationFactory,
    Programme: running.ProgrammeFactory,
    ProgrammeContact: running.ProgrammeContactFactory,
    ProgrammeDocument: running.ProgrammeDocumentFactory,
    ProgrammeOffice: running.ProgrammeOfficeFactory,
    ProgrammePartner: running.ProgrammePartnerFactory,
    ProgrammeResult: running.ProgrammeResultFactory,
    ProgrammeSource: running.ProgrammeSourceFactory,
    Need: NeedFactory,
    NeedMatch: NeedMatchFactory,
    Survey: SurveyFactory,
    SurveyAnswer: SurveyAnswerFactory,
    SurveyQuestion: SurveyQuestionFactory,
    SurveyResponse: SurveyResponseFactory,
    Result: ResultFactory,
    Question: QuestionFactory,
    Proposal: ProposalFactory,
    Reuse: make.ReuseFactory,
    Source: make.SourceFactory,
    StatusChange: make.StatusChangeFactory,
    Theme: make.ThemeFactory,
    User: make.UserFactory,
}


def log(record, field):
    """Return what happened to a record and what a field became, in order."""
    return list(record.events.order_by("pgh_id").values_list("pgh_label", field))


def test_update_of_many_rows_is_logged_with_the_old_value_before_the_new():
    agreement = make.AgreementFactory(title_nl="Oude titel")
    Agreement.objects.filter(pk=agreement.pk).update(title_nl="Nieuwe titel")
    assert log(agreement, "title_nl") == [("insert", "Oude titel"), ("update", "Nieuwe titel")]


def test_log_says_from_what_to_what_a_field_changed():
    agreement = make.AgreementFactory(title_nl="Oude titel")
    Agreement.objects.filter(pk=agreement.pk).update(title_nl="Nieuwe titel")
    last = pghistory.models.Events.objects.references(agreement).get(pgh_label="update")
    assert last.pgh_diff == {"title_nl": ["Oude titel", "Nieuwe titel"]}


def test_update_logs_the_whole_record_as_it_became():
    agreement = make.AgreementFactory(title_nl="Oude titel", slug="rotterdam-shanghai")
    Agreement.objects.filter(pk=agreement.pk).update(title_nl="Nieuwe titel", valid_from="1979")
    last = agreement.events.order_by("pgh_id").last()
    assert (last.title_nl, last.valid_from, last.slug) == (
        "Nieuwe titel",
        "1979",
        "rotterdam-shanghai",
    )


def test_update_that_changes_nothing_is_not_logged():
    agreement = make.AgreementFactory()
    agreement.save()
    Agreement.objects.update(title_nl=agreement.title_nl)
    assert log(agreement, "title_nl") == [("insert", agreement.title_nl)]


def test_status_that_the_database_derives_is_logged():
    agreement = make.AgreementFactory(status=Status.ACTIVE)
    assert log(agreement, "status") == [("insert", Status.UNKNOWN), ("update", Status.ACTIVE)]


def test_deletion_is_logged_with_what_was_there():
    source = make.SourceFactory(reference="Archief, doos 7")
    events = Source.pgh_event_models["delete"].objects.filter(id=source.pk)
    source.delete()
    assert list(events.order_by("pgh_id").values_list("pgh_label", "reference")) == [
        ("insert", "Archief, doos 7"),
        ("delete", "Archief, doos 7"),
    ]


def test_reindex_is_not_logged():
    agreement = make.AgreementFactory()
    Agreement.objects.filter(pk=agreement.pk).update(title_nl="Nieuwe titel")
    before = log(agreement, "title_nl")
    assert Agreement.objects.all().reindex() == 1
    assert Agreement.objects.matching("nieuwe").get() == agreement
    assert log(agreement, "title_nl") == before


def test_province_of_a_municipality_is_logged():
    municipality, province = make.LocalAuthorityFactory(), make.ProvinceFactory()
    former = municipality.province
    LocalAuthority.objects.filter(pk=municipality.pk).update(province=province)
    assert log(municipality, "province") == [("insert", former.pk), ("update", province.pk)]


@pytest.mark.parametrize("model", TRACKED)
def test_event_cannot_be_changed(model):
    event = TRACKED[model]().events.first()
    rows = type(event).objects.filter(pk=event.pk)
    with pytest.raises(Error, match="Cannot update or delete rows"), transaction.atomic():
        rows.update(pgh_label="other")
    assert rows.get().pgh_label == "insert"


@pytest.mark.parametrize("model", TRACKED)
def test_event_cannot_be_deleted(model):
    event = TRACKED[model]().events.first()
    rows = type(event).objects.filter(pk=event.pk)
    with pytest.raises(Error, match="Cannot update or delete rows"), transaction.atomic():
        rows.delete()
    assert rows.exists()


def test_every_log_is_tested():
    tracked = {
        model.pgh_tracked_model
        for model in subjects.all_models()
        if hasattr(model, "pgh_tracked_model")
    }
    assert tracked == set(TRACKED)
