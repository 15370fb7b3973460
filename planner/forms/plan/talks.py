"""Logging a talk: one form for the topic, what was said and what comes next."""

from typing import Any

from flask_babel import gettext
from wtforms import Field, HiddenField

from planner.forms.inputs import ChoiceField, DayField, EnumField, LineField
from planner.forms.plan.entries import EntryForm
from planner.models.kinds import TalkState
from planner.translation import lazy as _

_NOT_OF_THE_ENTRY = (
    "plan_id",
    "conversation_id",
    "topic",
    "field_id",
    "participant_ids",
    "contact_ids",
    "next_step_on",
    "next_step_by_id",
)


class TalkForm(EntryForm):
    """`state` is None where the talk did not change it; `author_id` is who writes it down."""

    author_id: int | None = None

    plan_id = HiddenField()
    conversation_id = ChoiceField(_("Topic"), nothing=_("(a new one)"))
    topic = LineField(_("Or a new topic"))
    field_id = ChoiceField(_("Field of the new topic"))
    state = EnumField(_("Where it stands now"), TalkState, optional=True, nothing=_("(as before)"))
    next_step_on = DayField(_("Next step until"))
    next_step_by_id = ChoiceField(_("Next step by"), nothing=_("(open)"))

    def entry_values(self) -> dict[str, Any]:
        return self.values(but=_NOT_OF_THE_ENTRY)

    def validate(self, extra_validators: Any = None) -> bool:
        # All three are asked, so that everything that is wrong is said at once.
        good = [super().validate(extra_validators), self._has_one_topic(), self._has_whole_step()]
        return all(good)

    def _has_one_topic(self) -> bool:
        if self.conversation_id.data and self.topic.data:
            return _wrong(self.topic, gettext("Choose a topic or write a new one, not both."))
        if self.conversation_id.data or self.topic.data or self.conversation_id.errors:
            return True
        if not self.conversation_id.offered:
            return _wrong(self.topic, gettext("Write what it was about."))
        return _wrong(self.conversation_id, gettext("Choose a topic or write a new one."))

    def _has_whole_step(self) -> bool:
        """A next step has a text; with a day it has somebody who takes it, and the reverse."""
        day, person = self.next_step_on, self.next_step_by_id
        if day.errors or person.errors:
            return False
        if self._is_left_as_usual():
            return True
        if (day.data or person.data) and not self.next_step.data:
            return _wrong(self.next_step, gettext("Say what the next step is."))
        if day.data and not person.data:
            return _wrong(person, gettext("Choose who takes the next step, or leave its day open."))
        if person.data and not day.data:
            return _wrong(day, gettext("Choose a day for it, or leave open who takes it."))
        return self._comes_after_talk()

    def _comes_after_talk(self) -> bool:
        day = self.next_step_on
        if day.data and self.on.data and day.data < self.on.data:
            return _wrong(day, gettext("The next step comes after the talk. Choose a later day."))
        return True

    def _is_left_as_usual(self) -> bool:
        """Whoever writes it down takes the next step, unless the form says otherwise."""
        return not self.next_step_on.data and self.next_step_by_id.data in (None, self.author_id)


def _wrong(field: Field, message: str) -> bool:
    field.errors = [*field.errors, message]
    return False
