"""The constraints of practices and what belongs to them, with values they accept and refuse."""

import itertools

from partnerships.models.practices import LENGTHS
from tests.factories import partnerships as make
from tests.factories.subscriptions import SubscriptionFactory

from .constraint_cases import Case, Once, dated, known, moved


def short(model, **lengths):
    """Return the cases of texts of limited length, in the last of the languages."""
    return {
        f"{model}_{field}_fits": Case(
            {f"{field}_zh_hans": "字" * most}, {f"{field}_zh_hans": "字" * (most + 1)}
        )
        for field, most in lengths.items()
    }


def validated_practice():
    """Return a practice whose opinion has somebody who gave it."""
    return make.PracticeFactory(validated_by=make.UserFactory(), validated_on="2026-03-01")


RECORDS = {
    "practice": validated_practice,
    "practicelink": make.PracticeLinkFactory,
    "practicemove": make.PracticeMoveFactory,
    "practicetheme": make.PracticeThemeFactory,
    "reuse": make.ReuseFactory,
    "subscription": SubscriptionFactory,
}

CASES = {
    **known("practice", publication="archived", kind="lesson", verification="conflicting"),
    **moved("practice"),
    **dated("practice", "started_on", "ended_on"),
    **short("practice", **LENGTHS),
    "practice_confirmed_by_and_confirmed_on": Case(
        {"confirmed_by": make.UserFactory, "confirmed_on": "2026-03-01"},
        {"confirmed_on": "2026-03-01"},
    ),
    "practice_validated_by_and_validated_on": Case(
        {"validated_by": None, "validated_on": None},
        {"validated_by": None},
    ),
    "practice_ended_on_after_started_on": Case(
        {"started_on": "2019-11", "ended_on": "2019"},
        {"started_on": "2019-11", "ended_on": "2019-10"},
    ),
    "practice_someone_in_charge": Case(
        {"authority": None, "organisation": make.OrganisationFactory}, {"authority": None}
    ),
    "practice_image_is_described": Case(
        {"image": "pictures/1.jpg", "image_alt_nl": "Een kade."},
        {"image": "pictures/1.jpg", "image_alt_en": "A quay."},
    ),
    "practice_opinion_is_signed": Case(
        {"opinion_en": "Good."},
        {"opinion_en": "Good.", "validated_by": None, "validated_on": None},
    ),
    "practicetheme_three_main_themes": Case({"rank": 3}, {"rank": 4}),
    **dated("reuse", "on"),
    **short("reuse", outcome=600),
    "subscription_language_is_known": Case({"language": "zh-hans"}, {"language": "de"}),
    "subscription_digest_after_confirmation": Case(
        {"sent_at": "2026-03-01T12:00Z"}, {"sent_at": "2026-03-01T12:00Z", "confirmed_at": None}
    ),
    "practicelink_language_is_known": Case({"language": "fy"}, {"language": "de"}),
}

QUERIES = map("q={}".format, itertools.count())

ONCE = {
    "practicetheme_once": Once(make.PracticeThemeFactory, ("practice", "theme"), {}),
    "practicetheme_one_per_rank": Once(
        make.PracticeThemeFactory,
        ("practice", "rank"),
        {"rank": itertools.cycle((1, 2, 3)).__next__},
    ),
    "subscription_once": Once(
        SubscriptionFactory,
        ("email", "query"),
        {"query": QUERIES.__next__},
    ),
    "practicelink_once": Once(make.PracticeLinkFactory, ("practice", "url"), {}),
    "source_once_per_practice": Once(
        make.SourceFactory,
        ("practice", "reference"),
        {"agreement": None, "practice": make.PracticeFactory},
    ),
}
