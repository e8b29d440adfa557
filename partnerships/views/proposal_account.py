"""How a proposal is told: every field with what was there, what is there and what is asked."""

from partnerships.forms import AgreementForm


def told(proposal, form):
    """Return a proposal with its fields in words."""
    return {"proposal": proposal, "rows": rows(proposal, form)}


def rows(proposal, form):
    """Return the fields of a proposal in the order of the form, beside what the record holds.

    ``form`` is the form of its agreement. What is open is compared with today; what is closed
    says what it found.
    """
    today = form.today if proposal.is_open else proposal.base
    in_conflict = proposal.conflicts(today)
    return [
        {
            "label": form.fields[name].label,
            "base": form.in_words(name, proposal.base[name]),
            "today": form.in_words(name, today[name]),
            "proposed": form.in_words(name, proposal.changes[name]),
            "is_conflict": name in in_conflict,
        }
        for _group, names in AgreementForm.groups
        for name in names
        if name in proposal.changes
    ]
