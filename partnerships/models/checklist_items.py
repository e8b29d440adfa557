"""The questions of the decision aids, in our own words, each with why it is asked."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChecklistKind(models.TextChoices):
    """The decision that is prepared."""

    REQUEST = "request", _("a new request")
    VISIT = "visit", _("a visit")
    RENEWAL = "renewal", _("renewing a tie")
    ENDING = "ending", _("ending a tie")


class Topic(models.TextChoices):
    """What a question of a decision aid is about."""

    PURPOSE = "purpose", _("purpose")
    RECIPROCITY = "reciprocity", _("reciprocity")
    SECURITY = "security", _("knowledge and economic security")
    RIGHTS = "rights", _("human rights")
    MANDATE = "mandate", _("mandate")
    EXIT = "exit", _("way out")
    PREPARATION = "preparation", _("preparation")


class Item(NamedTuple):
    """One question to think about, with why it matters and in which decisions it is asked."""

    key: str
    topic: Topic
    question: str
    why: str
    kinds: str


_EVERY = "request visit renewal ending"
_NEW = "request renewal"
ITEMS = (
    Item(
        "aim",
        Topic.PURPOSE,
        _("Can you say in one sentence what your residents, businesses or institutions gain?"),
        _("Without an aim of your own, the aim of the other side decides."),
        "request visit renewal",
    ),
    Item(
        "result",
        Topic.PURPOSE,
        _("Is written down how you will see after two years whether it worked?"),
        _("A tie that nobody measures is neither renewed nor ended on good grounds."),
        _NEW,
    ),
    Item(
        "brought",
        Topic.PURPOSE,
        _("Did you list what the tie has brought so far, and what it cost?"),
        _("The council asks this first; partners and staff who leave take the memory along."),
        "renewal ending",
    ),
    Item(
        "alternative",
        Topic.PURPOSE,
        _("Did you look for a lighter form: a project, a network, or an authority that has a tie?"),
        _("Cooperation without a formal tie is easier to change."),
        "request ending",
    ),
    Item(
        "balance",
        Topic.RECIPROCITY,
        _("Does each side bring people, money and knowledge in a proportion that you find fair?"),
        _("An uneven start seldom becomes even later."),
        _NEW,
    ),
    Item(
        "access",
        Topic.RECIPROCITY,
        _("Do your businesses and institutions get there what theirs get here?"),
        _("Access that is promised in general terms is hard to call upon."),
        "renewal",
    ),
    Item(
        "counterpart",
        Topic.RECIPROCITY,
        _("Do you know who the other side is, for whom it acts and who pays?"),
        _("A friendship association or a company can act for an authority that you do not see."),
        "request visit",
    ),
    Item(
        "technology",
        Topic.SECURITY,
        _("Did you check whether knowledge or technology is involved that needs protection?"),
        _(
            "The national contact point for knowledge security (Loket Kennisveiligheid) "
            "advises knowledge institutions."
        ),
        "request visit renewal",
    ),
    Item(
        "dependence",
        Topic.SECURITY,
        _("Did you check whether data, ports, energy or networks come to depend on them?"),
        _(
            "Businesses can ask the Ondernemersloket Economische Veiligheid; "
            "authorities can ask through this portal."
        ),
        _NEW,
    ),
    Item(
        "running",
        Topic.SECURITY,
        _("Is clear what happens to data, accounts and shared work that is still running?"),
        _("Access that is not taken back stays open after the tie has ended."),
        "ending",
    ),
    Item(
        "rights",
        Topic.RIGHTS,
        _("Did you weigh human rights, and do you know how and when you will raise them?"),
        _("Who has thought about it beforehand can be open about it, there and here."),
        _EVERY,
    ),
    Item(
        "communities",
        Topic.RIGHTS,
        _("Did you ask residents with roots in the region what this means to them?"),
        _("They can notice consequences that officials do not see."),
        "renewal ending",
    ),
    Item(
        "decider",
        Topic.MANDATE,
        _("Is clear who decides (council, states, executive) and who signs?"),
        _("A signature without a decision binds nobody and is hard to explain."),
        _EVERY,
    ),
    Item(
        "national",
        Topic.MANDATE,
        _("Does the Ministry of Foreign Affairs know, and did you ask how it looks at this?"),
        _("Foreign policy is national; an early word prevents surprises on both sides."),
        "request ending",
    ),
    Item(
        "others",
        Topic.MANDATE,
        _("Did you ask authorities that have a tie with the same place or province?"),
        _("They may travel at the same time, or have learned what you still have to."),
        "request visit",
    ),
    Item(
        "term",
        Topic.EXIT,
        _("Does the text say until when it lasts and how either side can end it?"),
        _("A tie without an end date runs on without anybody having chosen so."),
        _NEW,
    ),
    Item(
        "pause",
        Topic.EXIT,
        _("Did you consider a pause or a lower level before an end?"),
        _("What is ended is seldom begun again; a pause keeps the door open."),
        "ending",
    ),
    Item(
        "notice",
        Topic.EXIT,
        _("Did you read the text for a notice period and for duties that outlast the end?"),
        _("Some agreements renew themselves unless notice is given in time."),
        "renewal ending",
    ),
    Item(
        "message",
        Topic.EXIT,
        _("Is written down what you tell the partner, the council and the press, in which order?"),
        _("A partner who reads it in the news remembers that longer than the reason."),
        "ending",
    ),
    Item(
        "projects",
        Topic.EXIT,
        _("Do schools, businesses and residents who work in the tie know what changes for them?"),
        _("Contacts between people can go on after the authorities stop."),
        "ending",
    ),
    Item(
        "post",
        Topic.PREPARATION,
        _("Did you inform the Dutch embassy or consulate-general of who comes and why?"),
        _("The post knows the place, can warn you, and hears of it otherwise from others."),
        "visit",
    ),
    Item(
        "briefing",
        Topic.PREPARATION,
        _("Does everybody in the delegation get a briefing beforehand and a talk afterwards?"),
        _("What may be said, signed and accepted should not be found out at the table."),
        "visit",
    ),
    Item(
        "devices",
        Topic.PREPARATION,
        _("Do you travel with clean devices, and did you ask your security officer?"),
        _("What is not on a device cannot be taken from it."),
        "visit",
    ),
    Item(
        "gifts",
        Topic.PREPARATION,
        _("Is agreed what you give and accept, who pays, and where it is recorded?"),
        _("Your own code of conduct holds abroad as well."),
        "visit",
    ),
    Item(
        "travel",
        Topic.PREPARATION,
        _("Did you read the travel advice of the Ministry of Foreign Affairs for this region?"),
        _("It changes; read it again in the week before you leave."),
        "visit",
    ),
)


def items_of(kind):
    """Return the questions of a decision aid in the order in which they are asked."""
    return [item for item in ITEMS if kind in item.kinds.split()]
