"""What is looked for in the maturity map and among the one-sided plans; comes with the address."""

import datetime
from typing import ClassVar

from flask_babel import gettext

from planner.forms.inputs import DayField, OfferedField
from planner.forms.web.filters import CustomerFilterForm
from planner.translation import lazy as _

_DAYS = 90
"""So many days lie between the two days of the map where the reader names none."""


class OneSidedPlansForm(CustomerFilterForm):
    SHOWN = (*CustomerFilterForm.SHOWN, "symptom")

    symptom = OfferedField(_("What was seen"), nothing=_("Whatever was seen"))


class MaturityMapForm(CustomerFilterForm):
    SHOWN: ClassVar[tuple[str, ...]] = (*CustomerFilterForm.SHOWN, "since", "until")

    since = DayField(_("From the end of"))
    until = DayField(_("To the end of"))

    def judge_days(self, today: datetime.date) -> None:
        """Say at its field what is wrong with a day: none is in the future, the first is first."""
        for field in (self.since, self.until):
            if not field.errors and field.data and field.data > today:
                message = gettext("This day has not come yet. Choose one up to today.")
                field.errors = [message]
        since, until = self._good(self.since), self._good(self.until) or today
        if since is not None and since >= until:
            self.since.errors = [gettext("Choose a day before the second one.")]

    def days(self, today: datetime.date) -> tuple[datetime.date, datetime.date]:
        """The two days, the usual ones in place of what is missing or wrong."""
        until = self._good(self.until) or today
        room = min(_DAYS, (until - datetime.date.min).days)
        return self._good(self.since) or until - datetime.timedelta(days=room), until

    def show_days(self, since: datetime.date, until: datetime.date) -> None:
        """Let the inputs say which days are meant where the reader has named none."""
        for field, day in ((self.since, since), (self.until, until)):
            if field.data is None and not field.errors:
                field.data = day

    def _good(self, field: DayField) -> datetime.date | None:
        day: datetime.date | None = None if field.errors else field.data
        return day


class MaturityPlansForm(MaturityMapForm):
    SHOWN = ("since", "before", "until", "after", *CustomerFilterForm.SHOWN)

    before = OfferedField(_("On the first day"), nothing=_("Wherever they were"))
    after = OfferedField(_("On the second day"), nothing=_("Wherever they are"))
