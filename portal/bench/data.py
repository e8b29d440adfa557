"""Made-up agreements with the spread of the real register: the same ones at every run."""

import datetime as dt
import random
from dataclasses import dataclass, field

from django.utils.text import slugify

from partnerships.models import ChineseDivision, LocalAuthority, Theme
from partnerships.models.agreement_choices import CLOSED, CONFIDENTIAL

from . import texts

STATUSES = {
    "active": 27,
    "unknown": 22,
    "ended": 18,
    "dormant": 11,
    "expired": 9,
    "low_activity": 8,
    "under_reconsideration": 2,
    "suspended": 2,
    "in_preparation": 1,
}
KINDS = {
    "sister_city": 30,
    "friendship_tie": 27,
    "project_partnership": 20,
    "economic_cooperation": 14,
    "contact": 9,
}
VERIFICATIONS = {
    "declared": 60,
    "unverified": 22,
    "document": 10,
    "confirmed": 6,
    "conflicting": 2,
}
FORMS = {"": 60, "memorandum": 20, "cooperation_agreement": 10, "deed": 5, "joint_declaration": 5}
LAST_DAY = dt.date(2025, 12, 31)


@dataclass
class Tie:
    """An agreement and what belongs to it, as rows of columns for each table."""

    agreement: dict
    participants: list = field(default_factory=list)
    themes: list = field(default_factory=list)
    changes: list = field(default_factory=list)
    sources: list = field(default_factory=list)


class Generator:
    """Makes agreements between the places of the register, famous places more often."""

    def __init__(self, *, user_id):
        self.chance = random.Random(1979)  # noqa: S311 -- the same data each time, no secret
        self.user_id = user_id
        self.dutch = list(LocalAuthority.objects.order_by("-population", "pk"))
        self.chinese = list(ChineseDivision.objects.order_by("code", "pk"))
        self.themes = list(Theme.objects.all())
        self.chance.shuffle(self.chinese)
        self.running = set()

    def ties(self, size):
        """Yield as many agreements, numbered from 1."""
        for number in range(1, size + 1):
            yield self.tie(number)

    def tie(self, number):
        dutch, chinese = self.parties()
        kind = self.kind(dutch, chinese)
        year = int(self.chance.triangular(1979, 2025, 2012))
        changes = self.history(self.status(kind, dutch, chinese), year)
        themes = self.draw_some(self.themes, self.chance.choices((1, 2, 3, 4), (3, 4, 2, 1))[0])
        agreement = {
            "id": number,
            "slug": slugify(f"{dutch[0].slug} {chinese[0].slug}")[:100] + f"-{number}",
            "kind": kind,
            **self.period(year, changes),
            **self.wording(number, kind, dutch[0], chinese[0], themes[0], year),
            **self.trust(),
            **shown(changes),
            "publication": "published" if self.chance.random() < 0.97 else "draft",
        }
        return Tie(
            agreement,
            [{"agreement_id": number, "authority_id": place.pk} for place in dutch]
            + [{"agreement_id": number, "division_id": place.pk} for place in chinese],
            [
                {"agreement_id": number, "theme_id": theme.pk, "rank": rank if rank < 4 else None}
                for rank, theme in enumerate(themes, 1)
            ],
            [{"agreement_id": number, **change} for change in changes],
            self.sources(number, dutch[0]),
        )

    def draw(self, values):
        """Return one of several values by weight."""
        return self.chance.choices(list(values), list(values.values()))[0]

    def draw_some(self, places, number):
        """Return different ones of a list; the first are drawn most often."""
        found = {}
        while len(found) < number:
            found[int(len(places) * self.chance.random() ** 2.2)] = None
        return [places[place] for place in found]

    def parties(self):
        sizes = self.chance.choices(((1, 1), (2, 1), (1, 2), (2, 2)), (93, 3, 3, 1))[0]
        return self.draw_some(self.dutch, sizes[0]), self.draw_some(self.chinese, sizes[1])

    def kind(self, dutch, chinese):
        if len(dutch) + len(chinese) > 2:
            return "cluster"
        if dutch[0].kind == "province":
            return "sister_province"
        return self.draw(KINDS)

    def status(self, kind, dutch, chinese):
        """Return a status; only one agreement of a kind runs between the same two parties."""
        status = self.draw(STATUSES)
        pairs = {(kind, one.pk, other.pk) for one in dutch for other in chinese}
        if status in CLOSED:
            return status
        if pairs & self.running:
            return "ended" if self.chance.random() < 0.7 else "expired"
        self.running |= pairs
        return status

    def history(self, status, year):
        """Return the changes of status that lead to the present one."""
        steps = [status]
        if status not in ("unknown", "active", "in_preparation"):
            steps = ["active", status]
        changes = []
        for position, step in enumerate(steps, 1):
            on = "" if step == "unknown" else str(min(2025, year + (position - 1) * 7))
            changes.append(
                {
                    "position": position,
                    "status": step,
                    "on": on,
                    "is_public": step not in CONFIDENTIAL,
                    "note_nl": "Genoemd in het jaarverslag." if self.chance.random() < 0.2 else "",
                }
            )
        return changes

    def period(self, year, changes):
        month, day = self.chance.randrange(1, 13), self.chance.randrange(1, 29)
        written = (str(year), f"{year}-{month:02}", f"{year}-{month:02}-{day:02}", "")
        start = self.chance.choices(written, (50, 10, 30, 10))[0]
        ended = changes[-1]["status"] in CLOSED
        return {
            "valid_from": start,
            "signed_on": start if self.chance.random() < 0.4 else "",
            "valid_until": changes[-1]["on"] if ended and start[:4] < changes[-1]["on"] else "",
            "first_contact_year": year - 2 if self.chance.random() < 0.2 else None,
        }

    def wording(self, number, kind, authority, division, theme, year):
        dutch = texts.Named(
            authority.name,
            authority.name_en or authority.name,
            authority.name_zh_hans or "荷兰城市",
        )
        chinese = texts.Named(division.name_nl, division.name_en, division.name_zh)
        about = texts.Named(theme.name_nl, theme.name_en, theme.name_zh_hans)
        subject = self.chance.choice(texts.SUBJECTS)
        keywords = self.chance.sample(texts.SUBJECTS, self.chance.randrange(4))
        return {
            **texts.titles(kind, dutch, chinese, subject, number),
            **texts.summaries(self.chance, dutch, chinese, about, year),
            "keywords": [names[0] for names in keywords],
        }

    def trust(self):
        confirmed = self.chance.random() < 0.45
        days = int(1500 * self.chance.random() ** 1.5)
        return {
            "verification": self.draw(VERIFICATIONS),
            "document_form": self.draw(FORMS),
            "confirmed_on": LAST_DAY - dt.timedelta(days) if confirmed else None,
            "confirmed_by_id": self.user_id if confirmed else None,
        }

    def sources(self, number, authority):
        found = [("authority", f"https://www.{authority.slug}.example/china/{number}")]
        if self.chance.random() < 0.4:
            found.append(("press", f"https://nieuws.example/{number}"))
        return [
            {"agreement_id": number, "kind": kind, "reference": reference}
            for kind, reference in found
        ]


def shown(changes):
    """Return the columns that the database derives from a history; checked after filling."""
    public = [change for change in changes if change["is_public"]]
    return {
        "status": changes[-1]["status"],
        "public_status": public[-1]["status"] if public else "",
        "public_status_on": public[-1]["on"] if public else "",
    }
