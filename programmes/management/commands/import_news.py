from pathlib import Path

from partnerships.management.commands._imports import ImportCommand
from programmes.spreadsheets.news import NewsSheet

DATA = Path(__file__).resolve().parents[2] / "data"


class Command(ImportCommand):
    help = "Import news from a CSV file; run twice, nothing changes."
    sheet = NewsSheet
    folder = DATA
    file_name = "news.csv"
