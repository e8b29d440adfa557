"""The desk for accounts."""

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.actions import accounts as actions
from partnerships.base.exports import as_csv
from partnerships.base.links import site_of
from partnerships.exports import RIGHTS_COLUMNS, rights
from partnerships.models import Invitation, Membership, User

from .base import RegisterAdmin
from .personal import PersonalDesk

CSV, RIGHTS = "text/csv; charset=utf-8", "partnerships_user_rights"


class NewUserForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email", "name"]


class MembershipInline(admin.TabularInline):
    model = Membership
    fk_name = "user"
    autocomplete_fields = ["authority"]
    fields = ["authority", "role", "is_deputy", "ended_at"]
    readonly_fields = ["ended_at"]
    extra = 0


class UserForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"


@admin.register(User)
class UserAdmin(PersonalDesk, RegisterAdmin, DjangoUserAdmin):
    """Who can sign in and with which rights; a change of rights is told to all of staff."""

    form = UserForm
    change_list_template = "admin/user_list.html"
    add_form = NewUserForm
    list_display = ["email", "name", "is_staff", "is_liaison", "is_active"]
    list_filter = ["is_staff", "is_liaison", "is_active"]
    inlines = [MembershipInline]
    actions = ["disable"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    fieldsets = [
        (None, {"fields": ["email", "name", "password"]}),
        (
            _("Rights"),
            {"fields": ["is_active", "is_staff", "is_superuser", "is_liaison"]},
        ),
        (_("Dates"), {"fields": ["last_login"]}),
    ]
    readonly_fields = ["last_login"]
    add_fieldsets = [
        (None, {"fields": ["email", "name", "usable_password", "password1", "password2"]})
    ]

    def get_urls(self):
        address = path("rights.csv", self.admin_site.admin_view(self.rights), name=RIGHTS)
        return [address, *super().get_urls()]

    def rights(self, request):
        """Return who may do what as a file, for the yearly review of rights."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = rights(User.objects.with_rights())
        answer = HttpResponse("".join(as_csv(RIGHTS_COLUMNS, rows)), content_type=CSV)
        answer.headers["Content-Disposition"] = 'attachment; filename="rights.csv"'
        return answer

    def save_model(self, request, obj, form, change):
        former = User.objects.filter(pk=obj.pk).first()
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            actions.vouch_for_address(user=obj)
        if former and former.rights != obj.rights:
            actions.mail_rights(user=obj, by=request.user)

    @admin.action(description=_("Close the account: sign out everywhere, end memberships"))
    def disable(self, request, queryset):
        for user in queryset.exclude(pk=request.user.pk):
            actions.disable(user=user, by=request.user)
        messages.success(request, _("These accounts are closed; your own never is."))


@admin.register(Membership)
class MembershipAdmin(RegisterAdmin):
    list_display = ["user", "authority", "role", "is_deputy", "ended_at"]
    list_filter = ["role", "is_deputy", ("ended_at", admin.EmptyFieldListFilter)]
    search_fields = ["user__email", "user__name", "authority__name"]
    autocomplete_fields = ["user", "authority"]
    readonly_fields = ["ended_by", "ended_at"]
    list_select_related = ["user", "authority"]


@admin.register(Invitation)
class InvitationAdmin(RegisterAdmin):
    """Staff invites here whoever works with the portal; the link goes out when it is saved."""

    list_display = ["email", "role", "authority", "invited_at", "accepted_at", "withdrawn_at"]
    list_filter = ["role", ("accepted_at", admin.EmptyFieldListFilter)]
    search_fields = ["email", "authority__name"]
    autocomplete_fields = ["authority"]
    fields = ["email", "name", "role", "authority", "language"]
    list_select_related = ["authority"]
    actions = ["invite_again", "withdraw"]

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request)

    def save_form(self, request, form, change):
        invitation = super().save_form(request, form, change)
        invitation.invited_by, invitation.invited_at = request.user, timezone.now()
        return invitation

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        actions.mail_invitation(invitation=obj, site=site_of(request))

    @admin.action(description=_("Send again"))
    def invite_again(self, request, queryset):
        site = site_of(request)
        self._told(
            request,
            queryset,
            lambda one: actions.invite_again(invitation=one, by=request.user, site=site),
        )

    @admin.action(description=_("Withdraw"))
    def withdraw(self, request, queryset):
        self._told(request, queryset, lambda one: actions.withdraw(invitation=one, by=request.user))

    def _told(self, request, queryset, act):
        def act_and_tell(invitation):
            act(invitation)
            messages.success(request, str(invitation))

        self.each(request, queryset, act_and_tell)
