"""What the organisation decides about its public form."""

from dataclasses import asdict, replace

from planner.actions.editing import Values
from planner.actions.people import settings
from planner.models import Event, Person
from planner.models.people.setting import LEAD_FORM
from planner.queries.people import form_settings

_WORDINGS = ("consent_de", "consent_en")


def change(values: Values, *, by: Person) -> Event | None:
    """Let the form be as said. Another wording of the consent is a new version: leads keep that
    which they have agreed to. The event says of each changed value what it was."""
    before = form_settings.current()
    after = replace(before, **values)
    if any(getattr(before, name) != getattr(after, name) for name in _WORDINGS):
        after = replace(after, consent_version=before.consent_version + 1)
    old, new = asdict(before), asdict(after)
    changes = {name: [old[name], new[name]] for name in new if old[name] != new[name]}
    return settings.put(LEAD_FORM, after.as_text(), changes, by=by) if changes else None
