"""Everybody at every address: each mark is found where it may be, and nowhere else."""

import itertools

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from django.utils import translation

from partnerships.base.rings import Ring
from partnerships.models.rings import fields_of, ring_of
from tests import subjects
from tests.factories import partnerships as make
from tests.factories.accounts import MembershipFactory
from tests.factories.subscriptions import SubscriptionFactory
from tests.partnerships.papers import told_by
from tests.planting import marked, marks_of_words, own_records, words_in
from tests.subjects_of_addresses import keys_of

MODELS = subjects.models()
# They hold nothing of ours, and some end the session of who asks.
LEFT_OUT = ("account_", "mfa_", "usersessions_", "openid_connect_", "socialaccount_")
FIXED = {
    "form": ["csv", "json", "geojson"],
    "name": ["kinds", "years"],
    "look": ["narrow-dark"],
    "key": ["x"],
    "province": ["x"],
    "year": [2021, 2024],
    "code": ["x"],
}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_ring(model):
    undecided = []
    for field in fields_of(model):
        try:
            ring_of(model, field.name)
        except KeyError:
            undecided.append(field.name)
    assert undecided == [], "Decide who may see it, in partnerships/models/rings.py."


class Visitor:
    """Somebody who looks at every address."""

    def __init__(self, name, user=None, authority=None):
        self.name, self.user, self.authority = name, user, authority
        self.client = Client()
        if user:
            self.client.force_login(user)

    def may_find(self, mark):
        is_staff = bool(self.user and self.user.is_staff)
        if mark.ring == Ring.PUBLIC or is_staff:
            return True
        if mark.ring == Ring.AUTHORITIES:
            return self.user is not None
        return mark.ring == Ring.OWN and self.authority in (mark.owner, self.user)

    def read(self, address):
        answer = self.client.get(address)
        assert answer.status_code < 500, address
        return told_by(answer)


def visitors(here, there):
    yield Visitor("anonymous")
    for role in ("reader", "editor", "coordinator"):
        yield Visitor(role, MembershipFactory(authority=here, role=role).user, here)
    yield Visitor("elsewhere", MembershipFactory(authority=there, role="coordinator").user, there)
    yield Visitor("liaison", make.UserFactory(is_liaison=True))
    yield Visitor("staff", make.UserFactory(is_staff=True))


def patterns(entries=None):
    """Return every address of the site; the desk is for staff alone and tested by itself."""
    for entry in get_resolver().url_patterns if entries is None else entries:
        if isinstance(entry, URLPattern):
            if entry.name and not entry.name.startswith(LEFT_OUT):
                yield entry
        elif entry.namespace != "admin":
            yield from patterns(entry.url_patterns)


def addresses(records):
    """Return every address with the keys of all its records in every position."""
    for pattern in patterns():
        names = list(pattern.pattern.converters) or list(pattern.pattern.regex.groupindex)
        keys = [FIXED.get(name) or keys_of(pattern.name, name, records) for name in names]
        for values in itertools.product(*keys):
            try:
                yield reverse(pattern.name, kwargs=dict(zip(names, values, strict=True)))
            except NoReverseMatch:
                continue


def in_other_languages(records):
    """Return the addresses of the pages that tell what is written in English and Chinese."""
    for language in ("en", "zh-hans"):
        with translation.override(language):
            yield from dict.fromkeys(addresses(records))


@pytest.mark.slow
@pytest.mark.django_db
def test_no_mark_is_found_by_who_may_not_see_it(record_property):
    here, there = (make.LocalAuthorityFactory(name=name) for name in ("Hier", "Ginds"))
    planted = [
        (record, ring, place) for place in (here, there) for record, ring in own_records(place)
    ]
    marks, _bare = marked(planted, marks_of_words())
    records = [record for record, _ring, _owner in planted] + [SubscriptionFactory()]
    for record in records:
        record.refresh_from_db()
    pairs, leaks, found = 0, set(), set()
    everything = list(dict.fromkeys(addresses(records)))
    for visitor in visitors(here, there):
        for address in everything if visitor.user else [*everything, *in_other_languages(records)]:
            text = visitor.read(address)
            pairs += 1
            # What stands in the address is shown again; it is no answer.
            words = words_in(text) - words_in(address)
            met = [mark for mark in marks if mark.word in words]
            found |= {mark.word for mark in met}
            leaks |= {
                (visitor.name, address, mark.field) for mark in met if not visitor.may_find(mark)
            }
    for name, value in (("pairs", pairs), ("leaks", len(leaks)), ("marks", len(found))):
        record_property(name, value)
    assert sorted(leaks) == []
    assert pairs > 1000
    assert len(found) > len(marks) / 2
