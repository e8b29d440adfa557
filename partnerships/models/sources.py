"""How we know: the sources of a record, and the documents that belong to it."""

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.base.attachments import refuse_pretence
from partnerships.base.models import Timestamped, WebAddressField, exactly_one, is_one_of
from partnerships.base.references import Reference
from partnerships.base.rings import Ring

from .agreements import Agreement
from .histories import tracked

OWNERS = ("agreement", "authority", "division", "practice")
# What a document of a record can be, and how large.
DOCUMENT_KINDS = ["pdf", "odt", "docx"]


class SourceKind(models.TextChoices):
    """Where a fact comes from."""

    AUTHORITY = "authority", _("the authority itself")
    DOCUMENT = "document", _("document")
    PARTNER = "partner", _("the partner's own page")
    PRESS = "press", _("press")
    IMPORT = "import", _("reference list")


def _owner(to, related_name, label):
    return models.ForeignKey(
        to,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name=related_name,
        verbose_name=label,
    )


class AbstractSource(Timestamped):
    """A page, document or list in which a fact can be read."""

    Kind = SourceKind

    kind = models.CharField(_("kind"), max_length=9, choices=SourceKind)
    reference = models.CharField(
        _("address or description"),
        max_length=500,
        help_text=_("The address of the page, or what the document is and where it lies."),
    )
    consulted_on = models.DateField(_("consulted on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ["pk"]
        constraints = [is_one_of("kind", SourceKind)]

    def __str__(self):
        return self.reference

    @property
    def url(self):
        """Return the address when the reference is one, else an empty text."""
        return Reference(self.reference).url

    @property
    def host(self):
        """Return the host of the address, by which readers recognise a source."""
        return Reference(self.reference).host


@tracked()
class Source(AbstractSource):
    """Where a fact about a record of the register can be read."""

    agreement = _owner("Agreement", "sources", _("agreement"))
    authority = _owner("LocalAuthority", "sources", _("local authority"))
    division = _owner("ChineseDivision", "sources", _("Chinese division"))
    practice = _owner("Practice", "sources", _("practice"))

    class Meta(AbstractSource.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            *AbstractSource.Meta.constraints,
            exactly_one(
                *OWNERS, name="has_one_owner", message=_("A source belongs to one record.")
            ),
            *(
                models.UniqueConstraint(
                    fields=[owner, "reference"],
                    name=f"%(app_label)s_%(class)s_once_per_{owner}",
                    violation_error_message=_("This source is listed already."),
                )
                for owner in OWNERS
            ),
        ]


def document_file(folder):
    """Return the column for our own copy of a document."""
    return models.FileField(
        _("file"),
        upload_to=folder,
        blank=True,
        validators=[FileExtensionValidator(DOCUMENT_KINDS)],
        help_text=_("PDF, ODT or DOCX."),
    )


def document_ring(default, rings=Ring):
    """Return the column that says who may see a document; ``is_one_of`` holds it to that."""
    return models.CharField(
        _("visible to"),
        max_length=11,
        choices=rings,
        default=default,
        help_text=_("Who may see it."),
    )


class AbstractDocument(Timestamped):
    """A text that belongs to a record: a file of ours, or an address elsewhere.

    Each noun adds whose it is, where its files lie and who may see one that nobody decided on.
    """

    title = models.CharField(_("title"), max_length=160)
    url = WebAddressField(_("address"), blank=True, max_length=500)
    language = models.CharField(_("language"), max_length=7, default="nl")

    class Meta:
        abstract = True
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(url="") & ~Q(file="")) | (~Q(url="") & Q(file="")),
                name="%(app_label)s_%(class)s_is_file_or_link",
                violation_error_message=_("Give a file or an address, one of the two."),
            ),
            models.CheckConstraint(
                condition=Q(language__in=("nl", "en", "zh-hans", "fy")),
                name="%(app_label)s_%(class)s_language_is_known",
                violation_error_message=_("Choose Dutch, English, Chinese or Frisian."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Return where the document can be read: elsewhere, or our own copy."""
        return self.url or self.get_file_url()

    def clean(self):
        super().clean()
        # What lies there already was judged when it came.
        if self.file and not self.file._committed:
            try:
                refuse_pretence(self.file, DOCUMENT_KINDS)
            except ValidationError as error:
                raise ValidationError({"file": error}) from error

    def get_file_url(self):
        """Return where our own copy is sent from."""
        raise NotImplementedError


class DocumentQuerySet(models.QuerySet):
    def public(self):
        """Return the documents for everybody, of agreements that everybody may see."""
        return self.filter(ring=Ring.PUBLIC, agreement__in=Agreement.objects.public())


@tracked()
class Document(AbstractDocument):
    """A text that belongs to an agreement: the deed, a decision, an evaluation."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="documents", verbose_name=_("agreement")
    )
    file = document_file("documents/%Y/")
    ring = document_ring(Ring.OWN)

    objects = DocumentQuerySet.as_manager()

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [*AbstractDocument.Meta.constraints, is_one_of("ring", Ring)]

    def get_file_url(self):
        return reverse("document", args=[self.pk])
