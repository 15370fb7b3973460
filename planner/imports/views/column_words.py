"""What files hold and what their columns become, in words."""

from planner.imports.dates import DateForm
from planner.imports.deciding.reader import NOUNS
from planner.imports.numbers import NumberForm
from planner.imports.recognising.headings import fields_of
from planner.imports.views.import_words import table_word
from planner.translation import lazy as _

_FIELDS: dict[str, str] = {
    "activated_on": _("In force since"),
    "actual_value": _("Value that was won"),
    "annual_revenue": _("Yearly revenue"),
    "attendees": _("Who took part"),
    "city": _("City"),
    "closes_on": _("Expected or decided on"),
    "company_signed_on": _("Signed by us on"),
    "country": _("Country"),
    "created_on": _("Written down on"),
    "currency": _("Currency"),
    "customer": _("Customer"),
    "decided_on": _("Decided on"),
    "deleted": _("Whether it is deleted"),
    "due_on": _("Due on"),
    "email": _("E-mail"),
    "ends_on": _("Ends on"),
    "field": _("Field"),
    "first_name": _("First name"),
    "function": _("Function"),
    "industry": _("Industry"),
    "is_closed": _("Whether it is decided"),
    "is_done": _("Whether it is done"),
    "is_lost": _("Whether it is lost"),
    "is_won": _("Whether it is won"),
    "kind": _("Kind"),
    "last_name": _("Last name"),
    "lead": _("Leader"),
    "login": _("Name for signing in there"),
    "lost_on": _("Lost on"),
    "months": _("Months that it runs"),
    "name": _("Name"),
    "number": _("Number there"),
    "owner": _("Owner"),
    "price": _("Price"),
    "probability": _("Probability"),
    "role": _("Role"),
    "regarding": _("What it is about"),
    "region": _("Region"),
    "segment": _("Segment"),
    "series": _("Series of products"),
    "signed_on": _("Signed on"),
    "stage": _("Phase"),
    "started_on": _("Began on"),
    "starts_on": _("Starts on"),
    "starts_at": _("Begins at"),
    "status": _("Status"),
    "team": _("Team"),
    "text": _("Text"),
    "title": _("Title"),
    "unit": _("Department"),
    "value": _("Value"),
    "website": _("Website"),
    "won_on": _("Won on"),
}
_OF_NOUNS: dict[tuple[str, str], str] = {("customers", "stage"): _("Stage")}
"""Where the same is called otherwise."""
_SYSTEMS: dict[str, str] = {
    "salesforce": "Salesforce",
    "dynamics": "Dynamics 365",
    "hubspot": "HubSpot",
    "pipedrive": "Pipedrive",
    "maven": "Maven",
    "table": _("Plain table"),
}
_DATES: dict[str, str] = {
    DateForm.ISO: _("Year first: 2026-06-30"),
    DateForm.MONTH_FIRST: _("Month first: 6/30/2026"),
    DateForm.DAY_FIRST: _("Day first: 30.06.2026"),
}
_NUMBERS: dict[str, str] = {
    NumberForm.POINT: _("Decimal point: 1,234.50"),
    NumberForm.COMMA: _("Decimal comma: 1.234,50"),
}
_DELIMITERS: dict[str, str] = {
    ",": _("comma"),
    ";": _("semicolon"),
    "\t": _("tab"),
    "|": _("vertical bar"),
}

Choices = list[tuple[str, str]]


def system_word(system: str) -> str:
    """What people call another program; a newer table of headings may know of more."""
    return str(_SYSTEMS.get(system, system))


def system_choices() -> Choices:
    """What can be said; the files of Maven are known by their names."""
    return [(name, str(word)) for name, word in _SYSTEMS.items() if name != "maven"]


def date_choices() -> Choices:
    return [(form, str(word)) for form, word in _DATES.items()]


def number_choices() -> Choices:
    return [(form, str(word)) for form, word in _NUMBERS.items()]


def noun_choices() -> Choices:
    return [(noun, table_word(noun)) for noun in NOUNS]


def field_choices(noun: str) -> Choices:
    """What a column of a file of this noun can become, by their words."""
    found = [(name, field_word(noun, name)) for name in fields_of(noun)]
    return sorted(found, key=lambda one: one[1].casefold())


def field_word(noun: str, name: str) -> str:
    """What people call a column of a file of this noun."""
    return str(_OF_NOUNS.get((noun, name)) or _FIELDS.get(name, name))


def delimiter_word(delimiter: str) -> str:
    return str(_DELIMITERS.get(delimiter, delimiter))
