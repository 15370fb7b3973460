"""Talks that have been written down."""

from typing import Any, TypeVar

from flask import Blueprint, render_template, url_for

from planner.access import Permission
from planner.actions.plan import conversations
from planner.forms.plan.entries import EntryForm
from planner.models import Contact, Conversation, Entry, Person
from planner.queries.plan import entries
from planner.views.plan.talks import talk_choices
from planner.views.web import Reply, changed, confirm_deletion, db, find, invalid, me, saving

bp = Blueprint("entries", __name__)
_Somebody = TypeVar("_Somebody", Person, Contact)


@bp.get("/entries/<int:entry_id>/edit")
def edit(entry_id: int) -> str:
    entry = find(Entry, entry_id, Permission.WORK_ON_PLAN)
    return render_template("plan/entries/edit.html", item=entry, form=_form(entry))


@bp.post("/entries/<int:entry_id>")
def update(entry_id: int) -> Reply:
    entry = find(Entry, entry_id, Permission.WORK_ON_PLAN)
    form = saving.save(_form, entry, conversations.update_entry, arguments)
    if not form.is_saved:
        return invalid("plan/entries/edit.html", item=entry, form=form)
    db.session.commit()
    return _changed(entry.conversation)


@bp.delete("/entries/<int:entry_id>")
def destroy(entry_id: int) -> Reply:
    entry = find(Entry, entry_id, Permission.WORK_ON_PLAN)
    conversation = entry.conversation
    if asked := confirm_deletion(
        entry, url_for("conversations.show", conversation_id=conversation.id)
    ):
        return asked
    conversations.delete_entry(entry, by=me())
    db.session.commit()
    return _changed(conversation)


def arguments(form: EntryForm) -> dict[str, Any]:
    """What the form says of the talk, and who took part."""
    return {
        "values": form.entry_values(),
        "participants": all_of(Person, form.participant_ids.data),
        "contacts": all_of(Contact, form.contact_ids.data),
    }


def all_of(model: type[_Somebody], identities: list[int] | None) -> list[_Somebody]:
    """Those with these ids, in the same order; ids that are not there are left out."""
    found = [db.session.get(model, identity) for identity in identities or []]
    return [somebody for somebody in found if somebody is not None]


def _form(entry: Entry) -> EntryForm:
    named = {
        "participant_ids": [person.id for person in entry.participants],
        "contact_ids": [contact.id for contact in entry.contacts],
    }
    form = EntryForm(obj=entry, data=named, html_id=f"entry-form-{entry.id}")
    plan = entry.conversation.plan
    talk_choices.offer(form, plan, author=entry.author, entry=entry, also=entry.activity_id)
    return form


def _changed(conversation: Conversation) -> Reply:
    """All talks of the conversation as they are now."""
    return changed(
        url_for("conversations.show", conversation_id=conversation.id, _anchor="entries"),
        "plan/entries/_list.html",
        conversation=conversation,
        entries=entries.of_conversation(conversation.id),
    )
