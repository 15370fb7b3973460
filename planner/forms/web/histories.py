"""What histories are narrowed down by."""

from typing import ClassVar

from planner.forms.inputs import DayField, OfferedField
from planner.forms.web.filters import FilterForm, PageField
from planner.translation import lazy as _


class ChangesFilterForm(FilterForm):
    """`before` is the last change of the page before."""

    SHOWN: ClassVar[tuple[str, ...]] = ("subject",)

    subject = OfferedField(_("What"), nothing=_("Everything"))
    before = PageField()


class HistoryFilterForm(ChangesFilterForm):
    SHOWN = ("subject", "day")

    day = DayField(_("Day"))
