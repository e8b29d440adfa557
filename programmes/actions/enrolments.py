"""The way of an enrolment: begun, handed in once, returned, judged, decided, withdrawn."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from partnerships.actions.exchanges import coordinators_of
from partnerships.base.mails import address_at_desk, address_for_reader, mail_on_commit
from partnerships.base.translation import DUTCH
from partnerships.base.workflow import Publication, checked_questions
from partnerships.models import Pair
from programmes.models import Call, Enrolment, Participation
from programmes.models.deadlines import ZONE
from programmes.models.eligibility import check
from programmes.models.enrolments import EnrolmentState
from programmes.models.participations import ParticipationState

LATE = _(
    "This call closed on %(deadline)s, so your enrolment was not handed in. What you wrote is "
    "kept as a draft."
)
EARLY = _("This call is not open yet. What you wrote is kept as a draft.")
# As much as fits in what an authority tells of earlier programmes.
EARLIER = 1500
DECISION = _("Decision of %(day)s on the call “%(call)s”")
EXPLAIN = _("Say what the applicant should know of this decision.")


@transaction.atomic
def begin(*, call, authority):
    """Return the enrolment of an authority in a call; one that stands already, or a new draft."""
    # Two colleagues may begin at once: the second waits, and finds what the first began.
    Call.objects.select_for_update(no_key=True).get(pk=call.pk)
    standing = Enrolment.objects.standing().filter(call=call, authority=authority).first()
    known = {} if standing else known_of(authority)
    return standing or Enrolment.objects.create(call=call, authority=authority, **known)


def known_of(authority):
    """Return what the record says already: the one Chinese partner, and earlier programmes."""
    pairs = Pair.objects.filter(authority=authority, is_running=True).order_by()
    partners = list(pairs.values_list("division", flat=True).distinct()[:2])
    earlier = authority.programme_participations.select_related("programme")
    earlier = earlier.filter(programme__publication=Publication.PUBLISHED).order_by("pk")
    names = dict.fromkeys(str(one.programme) for one in earlier)
    return {
        "division_id": partners[0] if len(partners) == 1 else None,
        "earlier": "\n".join(names)[:EARLIER],
    }


def locked(enrolment):
    """Return an enrolment as it is now, kept from others until the transaction is through."""
    rows = Enrolment.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("call", "authority").get(pk=enrolment.pk)


@transaction.atomic
def submit(*, enrolment, by, at, site):
    """Hand in an enrolment, once: whoever asks again gets it as it was handed in.

    ``at`` is when the request reached this server. The second before ``closes_at`` counts,
    ``closes_at`` does not; an answer to questions of staff may come later, since it was in time.
    Raises ValidationError when it is late or incomplete; nothing of the draft changes then.
    """
    enrolment = locked(enrolment)
    call = enrolment.call
    if enrolment.state == EnrolmentState.DRAFT:
        check_open(call, at=at)
    check_complete(enrolment)
    answer = check(call, enrolment.authority, others=list(enrolment.co_applicants.order_by()))
    enrolment.move(
        to=EnrolmentState.SUBMITTED,
        by=by,
        at=at,
        submitted_by=by,
        submitted_at=at,
        eligibility=answer.as_json(),
    )
    for address in sorted({by.email, *coordinators_of(enrolment.authority_id)}):
        _mail("emails/enrolments/receipt.txt", address, enrolment, site)
    mail_on_commit(
        "emails/enrolments/arrived.txt",
        to=settings.STAFF_EMAIL,
        enrolment=enrolment,
        address=address_at_desk(enrolment),
    )
    return enrolment


def check_open(call, *, at):
    """Refuse what comes before a call opens, or from its deadline on."""
    if not call.has_begun(at=at):
        raise ValidationError(EARLY, code="early")
    if at >= call.closes_at:
        raise ValidationError(LATE, code="late", params={"deadline": call.deadline})


def missing_from(enrolment):
    """Return what an enrolment still lacks, each with the anchor of its field in the form."""
    # In no order and in that of the form: their usual one also sorts by what they belong to.
    answered = {one.question_id: one for one in enrolment.answers.order_by()}
    found = [
        (f"answer_{one.pk}", one.label)
        for one in enrolment.call.questions.order_by("position", "pk")
        if one.is_required and (one.pk not in answered or answered[one.pk].is_empty)
    ]
    if not (enrolment.mandate_body and enrolment.mandate_on):
        found.append(("mandate_body", _("the mandate: who decided to enrol, and when")))
    if not enrolment.has_consent:
        found.append(("has_consent", _("the consent to share it with who judges it")))
    return found


def check_complete(enrolment):
    missing = missing_from(enrolment)
    if missing:
        raise ValidationError(
            _("Still missing: %(what)s. Fill it in and hand it in then."),
            code="missing",
            params={"what": "; ".join(str(label) for _anchor, label in missing)},
        )


@transaction.atomic
def withdraw(*, enrolment, by, at):
    """Take an enrolment back; the authority may begin another one while the call is open."""
    enrolment = locked(enrolment)
    was_draft = enrolment.state == EnrolmentState.DRAFT
    enrolment.move(to=EnrolmentState.WITHDRAWN, by=by, at=at)
    if not was_draft:
        mail_on_commit(
            "emails/enrolments/withdrawn.txt",
            to=settings.STAFF_EMAIL,
            enrolment=enrolment,
            address=address_at_desk(enrolment),
        )
    return enrolment


@transaction.atomic
def return_(*, enrolment, by, at, questions):
    """Give an enrolment back to its authority with what should be answered or changed."""
    asked = checked_questions(questions)
    enrolment = locked(enrolment)
    enrolment.move(to=EnrolmentState.RETURNED, by=by, at=at, message=asked, questions=asked)
    _mail_applicant("emails/enrolments/returned.txt", enrolment)
    return enrolment


@transaction.atomic
def mark_eligible(*, enrolment, by, at):
    """Say that an enrolment meets the rules and will be judged."""
    enrolment = locked(enrolment)
    enrolment.move(to=EnrolmentState.ELIGIBLE, by=by, at=at)
    return enrolment


@transaction.atomic
def decide(*, enrolment, to, by, at, feedback):
    """Select, put on the reserve list or reject, with what the applicant should know of it.

    Who is selected takes part in the programme from then on, in the same transaction.
    """
    if not feedback.strip():
        raise ValidationError(EXPLAIN, code="feedback")
    enrolment = locked(enrolment)
    told = feedback.strip()
    decision = {"feedback": told, "decided_by": by, "decided_at": at}
    enrolment.move(to=to, by=by, at=at, message=told, **decision)
    if to == EnrolmentState.SELECTED:
        _take_part(enrolment)
    _mail_applicant("emails/enrolments/decision.txt", enrolment)
    return enrolment


def _take_part(enrolment):
    """Let the applicants take part; several of them are a cluster of the one that enrolled."""
    others = list(enrolment.co_applicants.all())
    decided_on = timezone.localdate(enrolment.decided_at, ZONE)
    # A source that is no address is in Dutch, for every reader.
    with override(DUTCH):
        told = {"day": date_format(decided_on), "call": enrolment.call.title_nl}
        source = str(DECISION % told)
    for authority in [enrolment.authority, *others]:
        Participation.objects.get_or_create(
            programme=enrolment.call.programme,
            authority=authority,
            division=enrolment.division,
            defaults={
                "state": ParticipationState.SELECTED,
                "valid_from": decided_on.isoformat(),
                "source": source,
                "cluster": str(enrolment.authority) if others else "",
            },
        )


def _mail_applicant(template, enrolment):
    """Mail who handed it in and who coordinates that authority; staff where there is nobody."""
    own = set(coordinators_of(enrolment.authority_id))
    sender = enrolment.submitted_by
    if sender and sender.memberships.current().filter(authority=enrolment.authority_id).exists():
        own.add(sender.email)
    for address in sorted(own) or [settings.STAFF_EMAIL]:
        _mail(template, address, enrolment, settings.SITE_URL)


def _mail(template, address, enrolment, site):
    mail_on_commit(
        template,
        to=address,
        enrolment=enrolment,
        call=enrolment.call,
        address=address_for_reader("my-enrolment", enrolment.pk, site=site),
    )
