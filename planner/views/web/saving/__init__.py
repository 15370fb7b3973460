"""Saving what people typed; of two who edit the same at once nobody's change is lost.

    form = saving.save(_form, goal, goals.update)
    if not form.is_saved:
        return invalid("plan/goals/form.html", item=goal, form=form)
    db.session.commit()

The view commits, as it does after every other action: what it answers with is read after that.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

from planner.actions import editing
from planner.actions.editing import Values
from planner.actions.history import acts
from planner.actions.people import settings
from planner.database import Base
from planner.forms.base import Form
from planner.views.web.current import me
from planner.views.web.replies import refusals_in
from planner.views.web.saving.lost import record_lost
from planner.views.web.saving.merging import merge
from planner.views.web.saving.starts import past_of

Item = TypeVar("Item", bound=Base | None)
Typed = TypeVar("Typed", bound=Form)
Done = TypeVar("Done")


def values_of(form: Form) -> dict[str, Values]:
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
    form_of: Callable[[Item], Typed],
    item: Item,
    action: Callable[..., object],
    arguments: Callable[[Typed], Mapping[str, object]] = values_of,
) -> Typed:
    """Lock `item`, merge what was typed with what others have saved since, and let `action` do it.

    The form is made anew, from the item as it is once nobody else can change it. It says whether
    it `is_saved`, and if not, why: `invalid` answers with it. Without an item there is nothing yet
    that others could have changed.
    """
    if item is not None:
        editing.lock(item)
    form = form_of(item)
    can_be_saved = form.validate() if item is None else merge(form, past_of(form, item))
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
    if not merge(form, past_of(form, None)):
        return form, None
    with acts.typed_into(form.submission.data):
        done = act(form)
    record_lost(form, settings.kept(*names))
    form.is_saved = True
    return form, done
