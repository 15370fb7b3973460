"""The conversations of a plan, by topic."""

from functools import partial
from typing import Any, TypeVar

from flask import Blueprint, render_template, url_for

from planner.actions.plan import conversations
from planner.forms.plan.conversations import ConversationForm
from planner.forms.plan.entries import EntryForm
from planner.models import Contact, Conversation, Entry, Person, Plan
from planner.queries.notices import follows
from planner.queries.plan import conversations as queries, entries, talks
from planner.views.plan import threads
from planner.views.web import Permission, addresses, choices, db, exact_day, me, once, saving
from planner.views.web.deletions import confirm_deletion
from planner.views.web.finding import LARGEST_ID, find, find_plan
from planner.views.web.replies import Reply, changed, invalid

bp = Blueprint("conversations", __name__)


@bp.get("/conversations/<int:conversation_id>")
def show(conversation_id: int) -> str:
    conversation = find(Conversation, conversation_id, Permission.SEE_PLAN)
    return render_template(
        "plan/conversations/show.html",
        conversation=conversation,
        entries=entries.of_conversation(conversation.id),
        thread=threads.beside(conversation, conversation.plan),
        follows=follows.is_followed(conversation, conversation.plan_id, me()),
    )


@bp.get("/plans/<int:plan_id>/conversations/new")
def new(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    return render_template("plan/conversations/form.html", plan=plan, form=_form(plan))


@bp.post("/plans/<int:plan_id>/conversations")
@once
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    form = _form(plan)
    if not saving.create(form, conversations.create, plan):
        return invalid("plan/conversations/form.html", plan=plan, form=form)
    db.session.commit()
    return _listed(plan)


@bp.get("/conversations/<int:conversation_id>/edit")
def edit(conversation_id: int) -> str:
    conversation = find(Conversation, conversation_id, Permission.WORK_ON_PLAN)
    form = _form(conversation.plan, conversation)
    return render_template("plan/conversations/form.html", item=conversation, form=form)


@bp.post("/conversations/<int:conversation_id>")
def update(conversation_id: int) -> Reply:
    conversation = find(Conversation, conversation_id, Permission.WORK_ON_PLAN)
    form = saving.save(partial(_form, conversation.plan), conversation, conversations.update)
    if not form.is_saved:
        return invalid("plan/conversations/form.html", item=conversation, form=form)
    db.session.commit()
    return changed(url_for("conversations.show", conversation_id=conversation.id))


@bp.delete("/conversations/<int:conversation_id>")
def destroy(conversation_id: int) -> Reply:
    conversation = find(Conversation, conversation_id, Permission.WORK_ON_PLAN)
    plan = conversation.plan
    if asked := confirm_deletion(
        conversation, url_for("conversations.show", conversation_id=conversation.id)
    ):
        return asked
    conversations.delete(conversation, by=me())
    db.session.commit()
    return changed(addresses.address_of_plan(plan, "conversations"))


def _form(plan: Plan, conversation: Conversation | None = None) -> ConversationForm:
    name = f"conversation-form-{conversation.id}" if conversation else "conversation-form"
    form = ConversationForm(obj=conversation, html_id=name)
    form.field_id.offer(choices.choices_of_fields())
    chosen = conversation.goal_id if conversation else None
    form.goal_id.offer(choices.choices_of_goals(plan.id, also=chosen))
    form.contract_id.offer(choices.choices_of_contracts(plan.customer_id))
    return form


def _listed(plan: Plan) -> Reply:
    """The list of conversations as it is now."""
    return changed(
        addresses.address_of_plan(plan, "conversations"),
        "plan/conversations/_list.html",
        plan=plan,
        conversations=queries.conversations_of_plan(plan.id),
    )


_Somebody = TypeVar("_Somebody", Person, Contact)


@bp.get("/entries/<int:entry_id>/edit")
def edit_entry(entry_id: int) -> str:
    entry = find(Entry, entry_id, Permission.WORK_ON_PLAN)
    return render_template("plan/entries/edit.html", item=entry, form=_entry_form(entry))


@bp.post("/entries/<int:entry_id>")
def update_entry(entry_id: int) -> Reply:
    entry = find(Entry, entry_id, Permission.WORK_ON_PLAN)
    form = saving.save(_entry_form, entry, conversations.update_entry, arguments_of_talk)
    if not form.is_saved:
        return invalid("plan/entries/edit.html", item=entry, form=form)
    db.session.commit()
    return _entries_changed(entry.conversation)


@bp.delete("/entries/<int:entry_id>")
def destroy_entry(entry_id: int) -> Reply:
    entry = find(Entry, entry_id, Permission.WORK_ON_PLAN)
    conversation = entry.conversation
    if asked := confirm_deletion(
        entry, url_for("conversations.show", conversation_id=conversation.id)
    ):
        return asked
    conversations.delete_entry(entry, by=me())
    db.session.commit()
    return _entries_changed(conversation)


def arguments_of_talk(form: EntryForm) -> dict[str, Any]:
    """What the form says of the talk, and who took part."""
    return {
        "values": form.entry_values(),
        "participants": with_ids(Person, form.participant_ids.data),
        "contacts": with_ids(Contact, form.contact_ids.data),
    }


def with_ids(model: type[_Somebody], identities: list[int] | None) -> list[_Somebody]:
    """Those with these ids, in the same order; ids that are not there are left out."""
    found = [db.session.get(model, identity) for identity in identities or []]
    return [somebody for somebody in found if somebody is not None]


def _entry_form(entry: Entry) -> EntryForm:
    named = {
        "participant_ids": [person.id for person in entry.participants],
        "contact_ids": [contact.id for contact in entry.contacts],
    }
    form = EntryForm(obj=entry, data=named, html_id=f"entry-form-{entry.id}")
    plan = entry.conversation.plan
    offer_for_talk(form, plan, author=entry.author, entry=entry, also=entry.activity_id)
    return form


def _entries_changed(conversation: Conversation) -> Reply:
    """All talks of the conversation as they are now."""
    return changed(
        url_for("conversations.show", conversation_id=conversation.id, _anchor="entries"),
        "plan/entries/_list.html",
        conversation=conversation,
        entries=entries.of_conversation(conversation.id),
    )


def offer_for_talk(
    form: EntryForm, plan: Plan, *, author: Person, entry: Entry | None = None, also: int | None
) -> None:
    """Fill the lists of people, contacts and activities; what an entry names already stays.

    `also` is an activity to offer whatever its state.
    """
    people = [choice for choice in choices.choices_of_members(plan.id) if choice[0] != author.id]
    contacts = choices.choices_of_contacts(plan.customer_id)
    if entry is not None:
        present = [(person.id, person.name) for person in entry.participants]
        people = choices.with_chosen(people, present)
        met = [(contact.id, contact.name) for contact in entry.contacts]
        contacts = choices.with_chosen(contacts, met)
    form.participant_ids.offer(people)
    form.contact_ids.offer(contacts)
    if also is not None and also > LARGEST_ID:
        also = None  # no activity has such a number, and not every database takes it
    form.activity_id.offer(
        [
            (done.id, " · ".join(filter(None, [done.title, exact_day(done.done_on)])))
            for done in talks.done_activities(plan.id, also)
        ]
    )
