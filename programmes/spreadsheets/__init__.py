"""The reference files of programmes."""

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
    "OfficeSheet",
    "OrganisationSheet",
    "ParticipationSheet",
    "PartnerSheet",
    "ProgrammeSheet",
    "ResultSheet",
    "SourceSheet",
]
"""Spreadsheets of what VNG International runs: read in by the import commands."""
