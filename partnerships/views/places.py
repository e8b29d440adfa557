"""The two sides of the register: local authorities and Chinese divisions."""

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.base import paging
from partnerships.base.views import FilteredList, PublicDetail
from partnerships.filters import PLACE_ORDERS, AuthorityFilter, DivisionFilter
from partnerships.models import Agreement, ChineseDivision, Exchange, LocalAuthority, Practice

from .further import further
from .presentation import crumbs, day, fact, listed

PLACES_ON_A_PAGE = 50


class PlaceList(FilteredList):
    """Places by name, with the number of their ties."""

    orders = PLACE_ORDERS

    @property
    def controls(self):
        return self.filterset.filters

    def listed(self):
        query = self.request.GET
        rows = self.filterset.qs
        page = paging.page(
            rows,
            self.order,
            among=self.queryset,
            after=query.get("after", ""),
            before=query.get("before", ""),
            size=PLACES_ON_A_PAGE,
        )
        return {
            "page": page,
            "sentence": self.sentence(rows.count()),
            "next_url": self.links.replaced(after=page.after) if page.after else "",
            "previous_url": self.links.replaced(before=page.before) if page.before else "",
        }

    def get_context_data(self, **kwargs):
        chosen = self.request.GET.get("sort", "")
        return super().get_context_data(
            filterset=self.filterset,
            clear_url=self.request.path,
            ways_out=[{"label": _("Show all"), "url": self.request.path}],
            orders=[
                {
                    "label": order.label,
                    "url": self.links.replaced(sort=name),
                    "chosen": name == chosen,
                }
                for name, order in self.orders.items()
            ],
            **kwargs,
        )


class AuthorityList(PlaceList):
    """The Dutch local authorities."""

    template_name = "partnerships/authority_list.html"
    queryset = LocalAuthority.objects.with_agreement_count().select_related("province")
    filterset_class = AuthorityFilter

    @staticmethod
    def sentence(total):
        return ngettext("%(total)s authority", "%(total)s authorities", total) % {"total": total}


class DivisionList(PlaceList):
    """The Chinese divisions."""

    template_name = "partnerships/division_list.html"
    queryset = ChineseDivision.objects.with_agreement_count().select_related("province")
    filterset_class = DivisionFilter

    @staticmethod
    def sentence(total):
        return ngettext("%(total)s place in China", "%(total)s places in China", total) % {
            "total": total
        }


class AuthorityDetail(PublicDetail):
    """Everything one authority does with China, also through its province or its municipalities."""

    queryset = LocalAuthority.objects.select_related("province").prefetch_related(
        "successors", "predecessors", "sources"
    )
    template_name = "partnerships/authority_detail.html"
    context_object_name = "authority"

    def get_context_data(self, **kwargs):
        authority = self.object
        own = Agreement.objects.public().for_authorities([authority])
        return super().get_context_data(
            crumbs=crumbs(_("Authorities"), "authorities", authority),
            facts=authority_facts(authority),
            agreements=own.for_rows(),
            inherited=Agreement.objects.public()
            .for_authorities(authority.predecessors.all())
            .exclude(pk__in=own)
            .for_rows(),
            around=self.around().exclude(pk__in=own).for_rows(),
            practices=Practice.objects.public().for_authorities([authority]).newest().for_rows(),
            exchanges=Exchange.objects.public().filter(authorities=authority),
            contacts=authority.contacts.public(),
            further=further(authority),
            sources=authority.sources.all(),
            today=day(timezone.localdate()),
            address=self.request.build_absolute_uri(authority.get_absolute_url()),
            **kwargs,
        )

    def around(self):
        """Return the ties of the province around it, or of the municipalities inside it."""
        authority = self.object
        near = authority.members.all()
        if authority.province:
            near = LocalAuthority.objects.filter(pk=authority.province.pk)
        return Agreement.objects.public().for_authorities(near)


def authority_facts(authority):
    population = ""
    if authority.population is not None:
        population = _("%(number)s on %(date)s") % {
            "number": number_format(authority.population, force_grouping=True),
            "date": day(authority.population_on),
        }
    province = authority.province
    facts = [
        fact(_("Kind"), authority.get_kind_display()),
        fact(_("Also called"), listed(authority.other_names)),
        fact(_("Name in Chinese"), authority.name_zh_hans, lang="zh-Hans"),
        fact(_("CBS code"), authority.code),
        fact(_("Population"), population),
        fact(_("Website"), authority.website, url=authority.website),
        fact(_("International policy"), authority.policy_url, url=authority.policy_url),
        fact(_("Exists from"), day(authority.valid_from)),
        fact(_("Existed until"), day(authority.valid_until)),
    ]
    if province:
        facts.insert(1, fact(_("Province"), str(province), url=province.get_absolute_url()))
    return facts


class DivisionDetail(PublicDetail):
    """Who is active in one place in China, and in the places inside it."""

    queryset = ChineseDivision.objects.select_related(
        "parent__province", "province"
    ).prefetch_related("sources")
    template_name = "partnerships/division_detail.html"
    context_object_name = "division"

    def get_context_data(self, **kwargs):
        division = self.object
        inside = ChineseDivision.objects.filter(Q(parent=division) | Q(province=division))
        above = [division.province] if division.province else []
        public = Agreement.objects.public()
        own = public.for_divisions([division])
        return super().get_context_data(
            crumbs=crumbs(_("China"), "divisions", division.province, division.parent, division),
            facts=division_facts(division),
            agreements=own.for_rows(),
            inside=public.for_divisions(inside).exclude(pk__in=own).for_rows(),
            above=public.for_divisions(above).exclude(pk__in=own).for_rows(),
            children=division.children.with_agreement_count().select_related("province"),
            practices=Practice.objects.public().for_divisions([division]).newest().for_rows(),
            exchanges=Exchange.objects.public().filter(divisions=division),
            further=further(division),
            sources=division.sources.all(),
            today=day(timezone.localdate()),
            address=self.request.build_absolute_uri(division.get_absolute_url()),
            **kwargs,
        )


def division_facts(division):
    parent = division.parent
    facts = [
        fact(_("Level"), division.get_level_display()),
        fact(_("Characters"), division.name_zh, lang="zh-Hans"),
        fact(_("Pinyin"), division.pinyin, lang="zh-Latn"),
        fact(_("English name"), division.name_en, lang="en"),
        fact(_("Dutch name"), division.name_nl, lang="nl"),
        fact(_("Former names"), listed(division.former_names)),
        fact(_("Division code (GB/T 2260)"), division.code or ""),
        fact(_("Competent Dutch post"), division.post),
        fact(
            _("Own list of sister cities"), division.partner_list_url, url=division.partner_list_url
        ),
    ]
    if parent:
        facts.insert(1, fact(_("Lies in"), str(parent), url=parent.get_absolute_url()))
    return facts
