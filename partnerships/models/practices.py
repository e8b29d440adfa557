"""What authorities learned in their work with China: good practices, lessons, stopped attempts."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from partnerships.base import texts
from partnerships.base.dates import PartialDateField, in_order, is_partial_date
from partnerships.base.images import PictureField
from partnerships.base.models import Timestamped, is_one_of, person, who_and_when
from partnerships.base.search import normalised
from partnerships.base.translation import fits, translated
from partnerships.base.workflow import Publication, Published

from . import triggers
from .agreement_choices import Verification
from .freshness import Freshness
from .histories import tracked
from .practice_choices import PracticeKind
from .practice_disclosure import Disclosed, names_told
from .practice_querysets import PUBLISHED_AT, PracticeQuerySet
from .practice_requirements import missing_parts
from .themes import Theme

# How much fits in each text, in every language.
LENGTHS = {
    "challenge": 600,
    "approach": 1500,
    "resources": 600,
    "results": 1500,
    "difficulties": 600,
    "success_factors": 600,
    "lesson": 600,
    "differently": 600,
    "transferability": 600,
    "sensitive": 600,
    "opinion": 600,
}
# Written by reindex() alone; see Practice.save().
INDEX = {"facets", "search"}


def _text(name, label, **options):
    field = models.TextField(label, max_length=LENGTHS[name], **options)
    return translated(field, required=False)


def _one(to, label, on_delete=models.PROTECT):
    # No way leads back from a party to its practices (related_name="+"): for_authorities() and
    # the like leave out those that are published without names, a reverse relation would not.
    return models.ForeignKey(
        to, on_delete=on_delete, null=True, blank=True, related_name="+", verbose_name=label
    )


def _several(to, label):
    return models.ManyToManyField(to, blank=True, related_name="+", verbose_name=label)


@tracked()
class Practice(Published, Timestamped):
    """A good practice, a lesson or a stopped attempt, told so that others can use it.

    What the public may read of the parties stands in ``disclosed``, and nowhere else: a practice
    can be published without naming the authority. See docs/adr/0011-anonymous-practices.md.
    """

    Kind = PracticeKind
    Verification = Verification

    # Identity
    title = translated(models.CharField(_("title"), max_length=160))
    slug = models.SlugField(
        _("slug"), max_length=120, unique=True, blank=True, help_text=_("Empty: from the title.")
    )
    kind = models.CharField(_("kind"), max_length=15, choices=PracticeKind)
    summary = translated(models.CharField(_("summary"), max_length=140))

    # Parties
    authority = _one("LocalAuthority", _("authority in charge"))
    other_authorities = _several("LocalAuthority", _("other authorities"))
    organisation = _one("Organisation", _("organisation in charge"))
    partners = _several("Organisation", _("partners"))
    divisions = _several("ChineseDivision", _("places in China"))
    location = models.CharField(_("location"), max_length=120, blank=True)
    is_anonymous = models.BooleanField(
        _("publish without naming the authority"),
        default=False,
        help_text=_("Then no party, place, tie, source, link or picture is shown to anyone else."),
    )

    # Period
    started_on = PartialDateField(_("started on"))
    ended_on = PartialDateField(_("ended on"))

    # Origin: a lesson outlives the record of the tie or visit in which it was learned
    agreement = _one("Agreement", _("agreement"), on_delete=models.SET_NULL)
    exchange = _one("Exchange", _("exchange"), on_delete=models.SET_NULL)

    # Content
    themes = models.ManyToManyField(
        Theme, through="PracticeTheme", related_name="practices", verbose_name=_("themes")
    )
    keywords = ArrayField(
        models.CharField(max_length=80), verbose_name=_("keywords"), default=list, blank=True
    )
    challenge = _text("challenge", _("challenge"))
    approach = _text("approach", _("approach"))
    resources = _text("resources", _("resources"), help_text=_("Money, staff and time."))
    results = _text("results", _("results"))
    difficulties = _text("difficulties", _("difficulties"))
    success_factors = _text("success_factors", _("success factors"))
    lesson = _text("lesson", _("lesson"), help_text=_("The conclusion of an editor."))
    differently = _text("differently", _("what we would do differently"))
    transferability = _text(
        "transferability",
        _("transferability"),
        help_text=_("Conditions, size of the authority, type of partner."),
    )

    # For signed-in authorities only (base.rings.Ring.AUTHORITIES)
    sensitive = _text("sensitive", _("sensitive aspects"))

    # Picture
    image = PictureField(
        _("picture"), blank=True, help_text=_("JPEG, PNG or WebP, at most 5 MB and 40 megapixels.")
    )
    image_alt = translated(
        models.CharField(
            _("alternative text"), max_length=250, help_text=_("What the picture shows.")
        ),
        required=False,
    )

    # Trust
    verification = models.CharField(
        _("verification level"),
        max_length=11,
        choices=Verification,
        default=Verification.UNVERIFIED,
    )
    confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True)
    confirmed_by = person(_("confirmed by"))
    opinion = _text("opinion", _("opinion of the validator"))
    validated_on = models.DateField(_("validated on"), null=True, blank=True)
    validated_by = person(_("validated by"))

    # Author; nobody for what was imported
    created_by = person(_("author"))

    # Derived: from the record for search and sorting
    sort_title = models.CharField(max_length=160, blank=True, editable=False, db_collation="C")
    facets = ArrayField(models.TextField(), default=list, blank=True, editable=False)
    search = SearchVectorField(default="", blank=True, editable=False)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        ordering = ["sort_title", "pk"]
        indexes = [
            GinIndex(fields=["facets"], name="practice_facets"),
            GinIndex(texts.Costly("search"), name="practice_search"),
            *(
                models.Index(
                    field, "id", condition=Q(publication="published"), name=f"practice_by_{field}"
                )
                for field in ("sort_title", "started_on")
            ),
            models.Index(
                PUBLISHED_AT,
                "id",
                condition=Q(publication="published"),
                name="practice_by_published_at",
            ),
        ]
        constraints = [
            *Published.Meta.constraints,
            who_and_when("confirmed_by", "confirmed_on"),
            who_and_when("validated_by", "validated_on"),
            is_one_of("kind", PracticeKind),
            is_one_of("verification", Verification),
            is_partial_date("started_on"),
            is_partial_date("ended_on"),
            in_order("started_on", "ended_on", _("A practice cannot end before it starts.")),
            *(fits(name, most) for name, most in LENGTHS.items()),
            models.CheckConstraint(
                condition=Q(authority__isnull=False) | Q(organisation__isnull=False),
                name="%(app_label)s_%(class)s_someone_in_charge",
                violation_error_message=_("Name the authority or organisation in charge."),
            ),
            models.CheckConstraint(
                condition=Q(image="") | ~Q(image_alt_nl=""),
                name="%(app_label)s_%(class)s_image_is_described",
                violation_error_message=_("Say in Dutch what the picture shows."),
            ),
            models.CheckConstraint(
                condition=Q(opinion_nl="", opinion_en="", opinion_zh_hans="")
                | Q(validated_by__isnull=False),
                name="%(app_label)s_%(class)s_opinion_is_signed",
                violation_error_message=_("An opinion says who gave it and when."),
            ),
        ]
        triggers = [triggers.anonymous_leaves_the_index()]

    def __str__(self):
        return self.title

    def save(self, **kwargs):
        self.slug = self.slug or self.free_slug()
        self.sort_title = normalised(self.title_nl)[:160]
        if not self._state.adding and kwargs.get("update_fields") is None:
            # A copy read earlier must not bring back to the index what was withheld since.
            names = {field.name for field in self._meta.concrete_fields if not field.primary_key}
            kwargs["update_fields"] = names - INDEX
        super().save(**kwargs)

    def free_slug(self):
        """Return an address from the Dutch title, numbered when others have the same title."""
        plain = slugify(self.title_nl)[:110].strip("-") or "praktijk"
        others = type(self).objects.filter(slug__startswith=plain).values_list("slug", flat=True)
        choices = (f"{plain}-{number}" for number in range(2, len(others) + 3))
        return next(slug for slug in (plain, *choices) if slug not in set(others))

    def get_absolute_url(self):
        return reverse("practice", args=[self.slug])

    @property
    def freshness(self):
        """Return how long ago the record was confirmed: derived from today, never stored."""
        return Freshness.of(self.confirmed_on, on=timezone.localdate())

    @property
    def is_imported(self):
        """Return whether it was carried over from a source, without an author of its own."""
        return self.created_by_id is None

    @property
    def keepers(self):
        """Return the authorities that may say what has changed in it: the one that keeps it."""
        return [self.authority] if self.authority else []

    @property
    def is_writable(self):
        """Return whether its author may write it now; see ``writable_by``."""
        return self.publication in (Publication.DRAFT, Publication.RETURNED)

    @property
    def disclosed(self):
        """Return what the public may read of parties, places, sources and the like."""
        return Disclosed(self)

    @property
    def missing(self):
        """Return what is still needed before it can be published: sentences by field."""
        return missing_parts(self)

    @property
    def names_told(self):
        """Return the names that a practice without names still tells in its public texts."""
        return names_told(self) if self.is_anonymous else []

    def move(self, *, to, by, message=""):
        """Bring the practice to another state of publication and write the move down.

        Raises ValidationError when the state it is in by now does not allow that move.
        """
        with transaction.atomic():
            # Of two colleagues who move it at once, the second sees what the first did.
            self.refresh_from_db(
                fields=["publication"], from_queryset=type(self).objects.select_for_update()
            )
            former = self.publication
            super().move(to=to, by=by)
            return self.moves.create(
                from_state=former, to_state=to, moved_by=by, moved_at=self.moved_at, message=message
            )
