"""People who can sign in; of officials, memberships.py says for which authority."""

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .histories import tracked
from .memberships import WRITERS, Role

# The address of an account of which the person is erased; no mail can ever reach it (RFC 2606).
ERASED = "@erased.invalid"


class UserQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def staff(self):
        return self.active().filter(is_staff=True)

    def with_rights(self):
        """Add what each person may do now, and whether a second step guards the account.

        Recovery codes alone are no second step.
        """
        memberships = apps.get_model("partnerships", "Membership").objects.current()
        steps = apps.get_model("mfa", "Authenticator").objects.exclude(type="recovery_codes")
        return self.annotate(
            has_second_step=models.Exists(steps.filter(user=models.OuterRef("pk")))
        ).prefetch_related(models.Prefetch("memberships", memberships.select_related("authority")))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


@tracked(model_exclude=["password", "last_login"])
class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account of their own; there are no shared accounts."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("works for VNG International"), default=False)
    is_liaison = models.BooleanField(
        _("speaks for national government"),
        default=False,
        help_text=_("Sees what is shared with national government, and nothing else besides."),
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="%(app_label)s_%(class)s_email_is_unique",
                violation_error_message=_("There is an account with this e-mail address."),
            )
        ]

    def __str__(self):
        return self.name or (str(_("removed person")) if self.is_erased else self.email)

    @property
    def is_erased(self):
        """Return whether this account only stands for somebody whose data were erased."""
        return self.email.endswith(ERASED)

    @property
    def rights(self):
        """Return what this person may do for no authority in particular."""
        return self.is_staff, self.is_superuser, self.is_liaison

    @property
    def reads_along(self):
        """Return whether this person may read what is for signed-in authorities."""
        return self.is_staff or self.is_liaison or bool(self.reads_for)

    @property
    def is_administrator(self):
        """Return whether this colleague decides who may do what."""
        return self.is_active and self.is_staff and self.is_superuser

    @cached_property
    def roles(self):
        """Return the role in which this person acts for each authority, by its key."""
        return dict(self.memberships.current().values_list("authority", "role"))

    @cached_property
    def writes_for(self):
        """Return the keys of the authorities whose record this person may keep."""
        return frozenset(key for key, role in self.roles.items() if role in WRITERS)

    @cached_property
    def reads_for(self):
        """Return the keys of the authorities whose own matters this person may see."""
        return frozenset(self.roles)

    @cached_property
    def coordinates(self):
        """Return the keys of the authorities whose colleagues this person invites."""
        return frozenset(key for key, role in self.roles.items() if role == Role.COORDINATOR)
