"""Saving what people typed; of two who edit the same at once nobody's change is lost.

    form = saving.save(_form, goal, goals.update)
    if not form.is_saved:
        return invalid("plan/goals/form.html", item=goal, form=form)
    db.session.commit()

The view commits, as it does after every other action: what it answers with is read after that.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

from flask import flash, request

from planner.actions import editing
from planner.actions.editing import lock
from planner.actions.history import acts
from planner.actions.people import settings
from planner.database import Base
from planner.forms.base import Form, began_from
from planner.forms.web.answers_to_conflicts import Sent, losing
from planner.insights.versions import version
from planner.views.web.current import me
from planner.views.web.replies import refusals_in
from planner.views.web.saving import merging, starts
from planner.views.web.saving.values import for_history, in_history, put
from planner.words import ngettext

__all__ = ["create", "lock", "record_lost", "save", "save_settings", "values_of"]

_Item = TypeVar("_Item", bound=Base | None)
Typed = TypeVar("Typed", bound=Form)
Done = TypeVar("Done")


def values_of(form: Form) -> dict[str, editing.Values]:
    """What most actions are given of a form; a view whose action takes more has its own."""
    return {"values": form.values()}


def create(
    form: Typed,
    action: Callable[..., Done],
    *of: Base,
    arguments: Callable[[Typed], Mapping[str, object]] = values_of,
) -> Done | None:
    """What the action makes, in the plan or the customer that it is `of`; None where it cannot.

    The form says why then: `invalid` answers with it.
    """
    if form.validate():
        with refusals_in(form):
            return action(*of, **arguments(form), by=me())
    return None


def save(
    form_of: Callable[[_Item], Typed],
    item: _Item,
    action: Callable[..., object],
    arguments: Callable[[Typed], Mapping[str, object]] = values_of,
) -> Typed:
    """Lock `item`, merge what was typed with what others have saved since, and let `action` do it.

    The form is made anew, from the item as it is once nobody else can change it. It says whether
    it `is_saved`, and if not, why: `invalid` answers with it. Without an item there is nothing yet
    that others could have changed.
    """
    if item is not None:
        lock(item)
    form = form_of(item)
    can_be_saved = (
        form.validate() if item is None else merging.merge(form, starts.past_of(form, item))
    )
    if can_be_saved:
        with refusals_in(form), acts.typed_into(form.submission.data):
            action(item, **arguments(form), by=me())
            record_lost(form, item)
            form.is_saved = True
    return form


def save_settings(
    form_of: Callable[[], Typed], names: tuple[str, ...], act: Callable[[Typed], Done]
) -> tuple[Typed, Done | None]:
    """The same for these settings of the organisation; the form, and what `act` said."""
    settings.lock_all()
    form = form_of()
    if not merging.merge(form, starts.past_of(form, None)):
        return form, None
    with acts.typed_into(form.submission.data):
        done = act(form)
    record_lost(form, settings.kept(*names))
    form.is_saved = True
    return form, done


def save_own(form_of: Callable[[], Typed], act: Callable[[Typed], object]) -> Typed:
    """The same for one's own choices, of which there is no history: what was left as the form
    had it stays as it is by now, and for the rest the last word holds.
    """
    editing.wait_for_oneself(me())
    form = form_of()
    if form.validate():
        for field in form.shown:
            if form.versions_sent.get(field.name) == began_from(field, field.data):
                put(field, field.object_data)
        act(form)
        form.is_saved = True
    return form


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
