"""The addresses of news."""

from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from programmes.views import news as views

pages = [
    path(_("news/"), views.NewsList.as_view(), name="news"),
    path(_("news/news.atom"), views.NewsFeed(), name="news-feed"),
    path(_("news/<int:year>/"), views.NewsYear.as_view(), name="news-year"),
    path(_("news/<slug:slug>/"), views.NewsDetail.as_view(), name="news-item"),
]

files = [
    path("news-pictures/<int:pk>/", views.picture, name="news-picture"),
    re_path(
        r"^open-data/news\.(?P<form>csv|json)$", views.NewsExport.as_view(), name="news-export"
    ),
]
