"""What became of the rest where two people changed the same: it is kept, and it is said."""

from flask import flash, request

from planner.actions import editing
from planner.database import Base
from planner.forms.base import Form
from planner.forms.web.answers_to_conflicts import Sent, losing
from planner.insights.versions import version
from planner.translation import ngettext
from planner.views.web.current import me
from planner.views.web.saving.values import for_history, in_history


def record_lost(form: Form, item: Base | None) -> None:
    """Keep in the history what did not hold, and say what others had changed."""
    if item is not None:
        for lost in losing(request.form):
            editing.keep_lost(item, _lost_changes(form, lost), by=me())
    if form.kept_of_oneself:
        flash(
            ngettext(
                "You changed this field elsewhere meanwhile, and that is kept as well: %(fields)s.",
                "You changed these fields elsewhere meanwhile, and that is kept as well:"
                " %(fields)s.",
                len(form.kept_of_oneself),
                fields=", ".join(form.kept_of_oneself),
            )
        )
    names = list(dict.fromkeys(form.kept_of_others.values()))
    if names:
        flash(
            ngettext(
                "%(names)s changed this field meanwhile, and that is kept as well: %(fields)s.",
                "%(names)s changed these fields meanwhile, and that is kept as well: %(fields)s.",
                len(form.kept_of_others),
                names=", ".join(names),
                fields=", ".join(form.kept_of_others),
            )
        )


def _lost_changes(form: Form, lost: dict[str, list[str]]) -> dict[str, list[object]]:
    """By field as the history calls it, what was typed and did not hold, and what holds."""
    sent: Sent = Sent((name, value) for name, values in lost.items() for value in values)
    typed = type(form)(formdata=sent, edits=False)
    changes = {}
    for name in lost:
        if name in form and version(typed[name].data) != version(form[name].data):
            field = form[name]
            pair = [for_history(field, typed[name].data), for_history(field, field.data)]
            changes[in_history(field)] = pair
    return changes
