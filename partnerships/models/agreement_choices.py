"""The words for what an agreement can be: kind, form, status, reasons, trust."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What the parties call their tie."""

    SISTER_CITY = "sister_city", _("sister city")
    SISTER_PROVINCE = "sister_province", _("sister province")
    FRIENDSHIP_TIE = "friendship_tie", _("friendship tie")
    PROJECT_PARTNERSHIP = "project_partnership", _("project partnership")
    ECONOMIC_COOPERATION = "economic_cooperation", _("economic cooperation")
    CLUSTER = "cluster", _("cluster")
    CONTACT = "contact", _("contact without formal footing")


class DocumentForm(models.TextChoices):
    """The document in which the tie is laid down."""

    DEED = "deed", _("deed")
    COOPERATION_AGREEMENT = "cooperation_agreement", _("cooperation agreement")
    MEMORANDUM = "memorandum", _("memorandum of understanding")
    LETTER_OF_INTENT = "letter_of_intent", _("letter of intent")
    JOINT_DECLARATION = "joint_declaration", _("joint declaration")
    NONE = "none", _("no document")


class Origin(models.TextChoices):
    """Who took the first step."""

    OWN_INITIATIVE = "own_initiative", _("own initiative")
    BUSINESS = "business", _("business")
    CHINESE_SIDE = "chinese_side", _("Chinese side")
    NATIONAL_GOVERNMENT = "national_government", _("national government")
    PROVINCE = "province", _("province")
    KNOWLEDGE_INSTITUTION = "knowledge_institution", _("knowledge institution")
    RESIDENTS = "residents", _("residents")


class Body(models.TextChoices):
    """The body that decided."""

    EXECUTIVE = "executive", _("mayor and aldermen")
    COUNCIL = "council", _("municipal council")
    PROVINCIAL_EXECUTIVE = "provincial_executive", _("provincial executive")
    PROVINCIAL_COUNCIL = "provincial_council", _("provincial council")
    KINGS_COMMISSIONER = "kings_commissioner", _("King's commissioner")


class Alignment(models.TextChoices):
    """How far the tie was discussed with national government."""

    NONE = "none", _("none")
    INFORMED = "informed", _("informed")
    CONSULTED = "consulted", _("consulted")
    JOINT = "joint", _("joint")


class Verification(models.TextChoices):
    """How sure the register is of a record."""

    UNVERIFIED = "unverified", _("unverified")
    DECLARED = "declared", _("declared")
    DOCUMENT = "document", _("document seen")
    CONFIRMED = "confirmed", _("confirmed by both sides")
    CONFLICTING = "conflicting", _("conflicting")


class Status(models.TextChoices):
    """Where a tie stands in its life."""

    PREPARATION = "in_preparation", _("in preparation")
    ACTIVE = "active", _("active")
    LOW = "low_activity", _("low activity")
    DORMANT = "dormant", _("dormant")
    RECONSIDERED = "under_reconsideration", _("under reconsideration")
    SUSPENDED = "suspended", _("suspended")
    EXPIRED = "expired", _("expired")
    ENDED = "ended", _("ended")
    UNKNOWN = "unknown", _("unknown")


class Reason(models.TextChoices):
    """Why a tie was paused or ended."""

    HUMAN_RIGHTS = "human_rights", _("human rights")
    ECONOMIC_RETURN = "economic_return", _("economic return")
    POLICY_SHIFT = "policy_shift", _("shift of policy")
    CAPACITY = "capacity", _("capacity")
    SECURITY = "security", _("security")
    EXPIRY = "expiry", _("expiry")
    PARTNER_DECISION = "partner_decision", _("partner's decision")
    MERGER = "merger", _("merger")
    OTHER = "other", _("other")


# A tie that is over: it no longer counts against another of its kind.
CLOSED = [Status.EXPIRED, Status.ENDED]
# Only a pause or an end has a reason.
WITH_REASON = [Status.LOW, Status.DORMANT, Status.RECONSIDERED, Status.SUSPENDED, *CLOSED]
# For the authority and staff alone, until staff publishes it.
CONFIDENTIAL = [Status.PREPARATION, Status.RECONSIDERED]
