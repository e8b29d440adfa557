from partnerships.spreadsheets.agreements import AgreementSheet

from ._imports import ImportCommand


class Command(ImportCommand):
    help = "Import agreements from a CSV file; run twice, nothing changes."
    sheet = AgreementSheet
    file_name = "agreements.csv"
