"""What the organisation has decided about its public form."""

import json
from dataclasses import asdict, dataclass, fields

from planner.database import db
from planner.models import Setting
from planner.models.people.setting import LEAD_FORM

_CONSENT_DE = (
    "Ich bin einverstanden, dass meine Angaben gespeichert werden, damit meine Anfrage beantwortet"
    " werden kann. Ich kann das jederzeit widerrufen; dann werden sie gelöscht."
)
_CONSENT_EN = (
    "I agree that what I say here is kept, so that my inquiry can be answered. I can withdraw that"
    " at any time; then it is deleted."
)


@dataclass(frozen=True, slots=True)
class LeadFormSettings:
    """`sites` are those that may show the form in a frame, one a line; `consent_version` counts
    the wordings that there were; `receiver_id` is who gets what no rule is about."""

    is_open: bool = False
    button: str = "#1d4ed8"
    background: str = "#ffffff"
    sites: str = ""
    consent_de: str = _CONSENT_DE
    consent_en: str = _CONSENT_EN
    consent_version: int = 1
    receiver_id: int | None = None

    def consent(self, language: str) -> str:
        return self.consent_de if language == "de" else self.consent_en

    def as_text(self) -> str:
        """As it is kept: what differs from what is usual."""
        usual = asdict(LeadFormSettings())
        said = {name: value for name, value in asdict(self).items() if value != usual[name]}
        return json.dumps(said, separators=(",", ":"), ensure_ascii=False)


def current() -> LeadFormSettings:
    """What holds now."""
    setting = db.session.get(Setting, LEAD_FORM)
    return read(setting.value) if setting else LeadFormSettings()


def read(text: str) -> LeadFormSettings:
    known = {field.name for field in fields(LeadFormSettings)}
    said = json.loads(text)
    return LeadFormSettings(**{name: value for name, value in said.items() if name in known})
