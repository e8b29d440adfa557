"""Meetings in the agenda: when by which clock, where, for whom, and how many can come."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.base.models import Timestamped, WebAddressField, is_one_of, person, who_and_when
from partnerships.base.translation import LANGUAGES, fits, translated
from partnerships.base.workflow import Publication, Published
from partnerships.models import Theme
from partnerships.models.histories import tracked

from .event_choices import (
    IN_CHINA,
    TEASER,
    Audience,
    EventForm,
    EventKind,
    RegistrationState,
    Zone,
)
from .event_triggers import keeps_its_places
from .programmes import Programme

# How much fits in each text, in every language.
EVENT_LENGTHS = {"description": 4000, "speakers": 1000, "accessibility": 1000, "report": 6000}


class EventQuerySet(models.QuerySet):
    """Meetings; ``public()`` and ``visible_to()`` decide, once, who may read all of which."""

    def announced(self):
        """Return what stands in the agenda; of what is for authorities, only what TEASER names."""
        return self.filter(publication=Publication.PUBLISHED)

    def public(self):
        return self.announced().filter(audience=Audience.PUBLIC)

    def visible_to(self, user):
        """Return the meetings of which a person may read everything."""
        return self.announced() if user.reads_along else self.public()

    def coming(self, *, at):
        """Return what is not over yet, a meeting of today included."""
        return self.filter(ends_at__gt=at)

    def past(self, *, at):
        return self.filter(ends_at__lte=at)

    def with_counts(self):
        """Add ``placed_count`` and ``waiting_count``."""
        states = RegistrationState
        return self.annotate(
            placed_count=Count("registrations", filter=Q(registrations__state=states.PLACED)),
            waiting_count=Count("registrations", filter=Q(registrations__state=states.WAITING)),
        )


def _text(name, label, **options):
    field = models.TextField(label, max_length=EVENT_LENGTHS[name], **options)
    return translated(field, required=False)


@tracked()
class Event(Published, Timestamped):
    """A meeting with its date by the clock of its place; never more people than places."""

    Kind = EventKind
    Audience = Audience
    Zone = Zone

    # Identity
    title = translated(models.CharField(_("title"), max_length=160))
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=13, choices=EventKind)
    audience = models.CharField(
        _("audience"), max_length=11, choices=Audience, default=Audience.PUBLIC
    )
    organiser = models.CharField(_("organiser"), max_length=160, blank=True)
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda",
        verbose_name=_("programme"),
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("themes"))

    # Time
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    zone = models.CharField(
        _("time zone of the place"), max_length=16, choices=Zone, default=Zone.AMSTERDAM
    )

    # Place
    form = models.CharField(_("form"), max_length=8, choices=EventForm, default=EventForm.LOCATION)
    venue = models.CharField(_("venue"), max_length=300, blank=True)
    accessibility = _text(
        "accessibility",
        _("accessibility of the venue"),
        help_text=_("Step-free entrance, lift, toilet, ring line, quiet room: as it is there."),
    )
    link = WebAddressField(
        _("address to take part online"),
        max_length=500,
        blank=True,
        help_text=_("Shown to signed-in authorities and mailed to who has a place, nobody else."),
    )

    # Content
    language = models.CharField(
        _("language spoken"), max_length=7, choices=settings.LANGUAGES, default="nl"
    )
    description = _text("description", _("description"))
    speakers = _text(
        "speakers", _("speakers"), help_text=_("Offices and organisations, no names of persons.")
    )
    report = _text("report", _("report"))

    # Registration
    capacity = models.PositiveIntegerField(
        _("number of places"), null=True, blank=True, help_text=_("Empty: no limit.")
    )
    registration_opens_at = models.DateTimeField(_("registration opens at"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(
        _("registration closes at"),
        null=True,
        blank=True,
        help_text=_("Empty: when the meeting begins."),
    )
    cancelled_by = person(_("cancelled by"), editable=False)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_at", "pk"]
        triggers = [keeps_its_places()]
        constraints = [
            *Published.Meta.constraints,
            is_one_of("kind", EventKind),
            is_one_of("audience", Audience),
            is_one_of("zone", Zone),
            is_one_of("form", EventForm),
            who_and_when("cancelled_by", "cancelled_at"),
            *(fits(name, most) for name, most in EVENT_LENGTHS.items()),
            models.CheckConstraint(
                condition=Q(language__in=LANGUAGES),
                name="%(app_label)s_%(class)s_language_is_known",
                violation_error_message=_("Choose one of the listed languages."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message=_("A meeting ends after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(registration_opens_at__isnull=True)
                | Q(registration_closes_at__isnull=True)
                | Q(registration_closes_at__gt=F("registration_opens_at")),
                name="%(app_label)s_%(class)s_closes_after_opening",
                violation_error_message=_("Registration closes after it opens."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1),
                name="%(app_label)s_%(class)s_has_a_place",
                violation_error_message=_("Give one place at least, or leave it empty."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Return where the whole of it is read; what is for authorities asks to sign in."""
        return reverse("event" if self.is_for_all else "my-event", args=[self.slug])

    def clean(self):
        super().clean()
        if self.pk and self.capacity is not None and self.capacity < self.taken_count():
            raise ValidationError(
                {"capacity": _("More people than that have a place already.")}, code="capacity"
            )

    @property
    def is_for_all(self):
        return self.audience == Audience.PUBLIC

    @property
    def is_cancelled(self):
        return self.cancelled_at is not None

    @property
    def hides_participants(self):
        return self.audience == Audience.CHATHAM

    @property
    def local_start(self):
        """Return the start by the clock of the place, in its own zone."""
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    @property
    def local_end(self):
        return self.ends_at.astimezone(ZoneInfo(self.zone))

    @property
    def zones(self):
        """Return the clocks that say something: of a meeting only in the Netherlands, its own."""
        is_near = self.zone == Zone.AMSTERDAM and self.form == EventForm.LOCATION
        return [Zone.AMSTERDAM] if is_near else self.all_zones

    @property
    def all_zones(self):
        """Return the clock of the place, the Dutch and the Chinese one, each time once.

        All of China goes by one clock, whatever it is called in Hong Kong or Macau.
        """
        chinese = [] if self.zone in IN_CHINA else [Zone.SHANGHAI]
        return [*dict.fromkeys((Zone(self.zone), Zone.AMSTERDAM)), *chinese]

    def told(self, name):
        """Return a field as everybody may know it: nothing of what only authorities may read."""
        return getattr(self, name) if self.is_for_all or name in TEASER else ""

    def taken_count(self):
        return self.registrations.filter(state=RegistrationState.PLACED).count()

    def accepts(self, *, at):
        """Return whether one can register at a moment; the last second counts, the next not."""
        opens = self.registration_opens_at
        closes = self.registration_closes_at or self.starts_at
        is_shown = self.publication == Publication.PUBLISHED and not self.is_cancelled
        return is_shown and (opens is None or opens <= at) and at < closes
