"""The inputs that forms are made of: numbers and days in people's own form, texts to the letter."""

from planner.forms.inputs.choices import ChoiceField, ChoicesField, EnumField, OfferedField
from planner.forms.inputs.competitors import CompetitorsField
from planner.forms.inputs.days import DayField
from planner.forms.inputs.known_since import KnownSinceField
from planner.forms.inputs.months import MonthField
from planner.forms.inputs.numbers import MoneyField, NumberField
from planner.forms.inputs.texts import LineField, SharedTextField, TextField, clean_text
from planner.forms.inputs.weeks import WeekField

__all__ = [
    "ChoiceField",
    "ChoicesField",
    "CompetitorsField",
    "DayField",
    "EnumField",
    "KnownSinceField",
    "LineField",
    "MoneyField",
    "MonthField",
    "NumberField",
    "OfferedField",
    "SharedTextField",
    "TextField",
    "WeekField",
    "clean_text",
]
