"""The reference files of programmes."""

from .calls import CallSheet
from .programmes import (
    OfficeSheet,
    OrganisationSheet,
    ParticipationSheet,
    PartnerSheet,
    ProgrammeSheet,
    ResultSheet,
    SourceSheet,
)

__all__ = [
    "CallSheet",
    "OfficeSheet",
    "OrganisationSheet",
    "ParticipationSheet",
    "PartnerSheet",
    "ProgrammeSheet",
    "ResultSheet",
    "SourceSheet",
]
"""Spreadsheets of what VNG International runs: read in by the import commands."""
