"""The addresses of the register; paths of pages are translated, those of files are not."""

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from .views import (
    agreements,
    colleagues,
    confirmations,
    dossiers,
    faq,
    feeds,
    figures,
    invitations,
    maps,
    my_agreements,
    my_checklists,
    my_practices,
    my_questions,
    places,
    practice_paper,
    practices,
    proposals,
    subscriptions,
    themes,
)

pages = [
    path(_("agreements/"), agreements.AgreementList.as_view(), name="agreements"),
    path(_("agreements/map/"), maps.AgreementMap.as_view(), name="agreement-map"),
    path(_("agreements/<slug:slug>/"), agreements.AgreementDetail.as_view(), name="agreement"),
    path(
        _("agreements/<slug:slug>/dossier/"), dossiers.Dossier.as_view(), name="agreement-dossier"
    ),
    path(
        _("agreements/<slug:slug>/dossier/pdf/"),
        dossiers.DossierPaper.as_view(),
        name="agreement-dossier-pdf",
    ),
    path(_("authorities/"), places.AuthorityList.as_view(), name="authorities"),
    path(_("authorities/<slug:slug>/"), places.AuthorityDetail.as_view(), name="authority"),
    path("china/", places.DivisionList.as_view(), name="divisions"),
    path("china/<slug:slug>/", places.DivisionDetail.as_view(), name="division"),
    path("china/<slug:province>/<slug:slug>/", places.DivisionDetail.as_view(), name="division"),
    path(_("practices/"), practices.PracticeList.as_view(), name="practices"),
    path(_("practices/new.atom"), feeds.PracticeFeed(), name="practice-feed"),
    path(_("practices/follow/"), subscriptions.follow, name="practice-follow"),
    path(
        _("practices/follow/confirm/<slug:token>/"),
        subscriptions.confirm,
        name="subscription-confirm",
    ),
    path(_("practices/follow/stop/<slug:token>/"), subscriptions.stop, name="subscription-stop"),
    path(_("practices/<slug:slug>/"), practices.PracticeDetail.as_view(), name="practice"),
    path(
        _("practices/<slug:slug>/pdf/"),
        practice_paper.PracticePaper.as_view(),
        name="practice-pdf",
    ),
    path(_("themes/"), themes.ThemeList.as_view(), name="themes"),
    path(_("themes/<slug:slug>/"), themes.ThemeDetail.as_view(), name="theme"),
    path(_("questions/"), faq.FaqList.as_view(), name="faq"),
    path(_("questions/<slug:slug>/"), faq.FaqDetail.as_view(), name="faq-entry"),
    path(_("figures/"), figures.Figures.as_view(), name="figures"),
    path(_("figures/<slug:name>.svg"), figures.FigurePicture.as_view(), name="figure-picture"),
    path(
        _("figures/<slug:name>/<slug:look>.svg"),
        figures.FigurePicture.as_view(),
        name="figure-look",
    ),
    path(_("figures/<slug:name>.csv"), figures.FigureNumbers.as_view(), name="figure-file"),
]

files = [
    path("documents/<int:pk>/", agreements.document, name="document"),
    path("pictures/<int:pk>/", practices.picture, name="practice-picture"),
    re_path(
        r"^open-data/agreements\.(?P<form>csv|json|geojson)$",
        agreements.AgreementExport.as_view(),
        name="agreement-export",
    ),
    re_path(
        r"^open-data/practices\.(?P<form>csv|json)$",
        practices.PracticeExport.as_view(),
        name="practice-export",
    ),
]

workspace = [
    path(_("invitation/<str:key>/"), invitations.invitation, name="invitation"),
    path(_("agreements/"), my_agreements.agreements, name="my-agreements"),
    path(_("agreements/<int:pk>/"), my_agreements.agreement, name="my-agreement"),
    path(_("agreements/<int:pk>/proposal/"), proposals.write, name="my-proposal"),
    path(_("proposals/<int:pk>/withdraw/"), proposals.withdraw, name="proposal-withdraw"),
    path(_("practices/"), my_practices.practices, name="my-practices"),
    path(_("practices/new/"), my_practices.write, name="my-practice-new"),
    path(_("practices/<int:pk>/"), my_practices.write, name="my-practice"),
    path(_("practices/<int:pk>/preview/"), my_practices.preview, name="my-practice-preview"),
    path(_("practices/<int:pk>/picture/"), my_practices.picture, name="my-practice-picture"),
    path(_("practices/<int:pk>/submit/"), my_practices.submit, name="my-practice-submit"),
    path(_("confirmations/"), confirmations.confirmations, name="confirmations"),
    path(_("confirmations/<str:key>/"), confirmations.by_mail, name="confirmations-by-mail"),
    path(_("questions/"), my_questions.questions, name="my-questions"),
    path(_("questions/new/"), my_questions.ask, name="my-question-new"),
    path(_("questions/<int:pk>/"), my_questions.thread, name="my-question"),
    path(_("questions/<int:pk>/share/"), my_questions.share, name="my-question-share"),
    path(_("questions/<int:pk>/close/"), my_questions.close, name="my-question-close"),
    path(
        _("questions/<int:pk>/files/<int:attachment>/"),
        my_questions.attachment,
        name="my-question-attachment",
    ),
    path(_("checklists/"), my_checklists.checklists, name="my-checklists"),
    path(_("checklists/new/"), my_checklists.start, name="my-checklist-new"),
    path(_("checklists/<int:pk>/"), my_checklists.fill_in, name="my-checklist"),
    path(_("checklists/<int:pk>/print/"), my_checklists.on_paper, name="my-checklist-print"),
    path(_("colleagues/"), colleagues.colleagues, name="colleagues"),
    path(_("colleagues/<int:pk>/"), colleagues.colleague, name="colleague"),
    path(_("colleagues/<int:pk>/end/"), colleagues.end, name="colleague-end"),
    path(_("colleagues/invite/<slug:slug>/"), colleagues.invite, name="colleague-invite"),
    path(_("invitations/<int:pk>/again/"), colleagues.invite_again, name="invitation-again"),
    path(_("invitations/<int:pk>/withdraw/"), colleagues.withdraw, name="invitation-withdraw"),
]
