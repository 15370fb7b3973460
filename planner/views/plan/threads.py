"""The comments on an item with the form for the next one, as a part of any page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from flask import url_for
from markupsafe import Markup, escape

from planner.access import Permission
from planner.actions.history.event_names import name_of
from planner.actions.plan import mentions
from planner.forms.plan.comments import CommentForm
from planner.models import (
    Base,
    Comment,
    Contract,
    Entry,
    Handover,
    OfContract,
    Plan,
    Potential,
    Review,
    SponsorRequest,
)
from planner.nouns import OF_TABLE
from planner.queries.plan import comments, readers
from planner.views.web.addresses import in_plan, of_comments
from planner.views.web.current import may, me
from planner.words import exact_day, gettext, word


@dataclass(frozen=True, slots=True)
class Thread:
    """`known` are those who can be named; without a `form` the reader says nothing here."""

    subject: str
    subject_id: int
    name: str
    address: str
    plan_id: int
    customer: str
    page: str
    comments: list[comments.CommentRow]
    known: list[mentions.Mentionable]
    form: CommentForm | None


def thread_of(item: Base, plan: Plan, form: CommentForm | None = None) -> Thread:
    """What was said to an item in a plan; after a change the form is empty again."""
    subject, subject_id = item.__tablename__, cast(Any, item).id
    known = known_of(plan.id, subject, subject_id)
    return Thread(
        subject=subject,
        subject_id=subject_id,
        name=_name_of(item),
        address=of_comments(subject, subject_id, plan.id),
        plan_id=plan.id,
        customer=plan.customer.name,
        page=_page_of(item, plan),
        comments=comments.comments_of_item(subject, subject_id, plan.id),
        known=known,
        form=(form or form_for(known, fresh=True)) if may(Permission.COMMENT) else None,
    )


def beside(item: Base, plan: Plan) -> Thread | None:
    """The same below the item itself, for those who may read it."""
    return thread_of(item, plan) if may(Permission.SEE_COMMENTS) else None


def _name_of(item: Base) -> str:
    if isinstance(item, Plan):
        return item.customer.name
    if isinstance(item, Entry | Review):
        day = exact_day(item.on)
        talk = isinstance(item, Entry)
        return (
            gettext("Talk of %(day)s", day=day) if talk else gettext("Review of %(day)s", day=day)
        )
    if isinstance(item, Potential):
        return gettext("Potential: %(field)s", field=item.field.name)
    if isinstance(item, Handover):
        return gettext("Handover: %(name)s", name=name_of(item))
    if isinstance(item, SponsorRequest):
        return gettext("Executive: %(reason)s", reason=word(item.reason))
    return name_of(item)


def _page_of(item: Base, plan: Plan) -> str:
    """Where the item itself is to be seen."""
    if isinstance(item, Contract):
        return url_for("contracts.show", contract_id=item.id)
    if isinstance(item, OfContract):
        return url_for("handovers.show", contract_id=item.contract_id)
    noun, identity = OF_TABLE[item.__tablename__], cast(Any, item).id
    within = item.conversation_id if isinstance(item, Entry) else None
    return in_plan(noun, identity, plan.id, within=within)


def known_of(plan_id: int, subject: str, subject_id: int) -> list[mentions.Mentionable]:
    """Who can be named there."""
    return [
        mentions.Mentionable(reader.id, reader.name)
        for reader in readers.of(plan_id, subject, subject_id)
    ]


def form_for(
    known: list[mentions.Mentionable], comment: Comment | None = None, *, fresh: bool = False
) -> CommentForm:
    """A form that offers to tell everybody but oneself; a `fresh` one has nothing typed in it."""
    html_id = f"comment-form-{comment.id}" if comment else "comment-form"
    form = (
        CommentForm(None, html_id=html_id) if fresh else CommentForm(obj=comment, html_id=html_id)
    )
    others = [each for each in known if each.id != me().id]
    form.tell.offer([(each.id, each.name) for each in others])
    form.example = others[0].name if others else me().name
    return form


def text_of(form: CommentForm, known: Iterable[mentions.Mentionable]) -> str:
    """What was typed; whoever was ticked and is not named in it is named at its end."""
    text = form.text.data or ""
    named = mentions.people_in(text, known)
    ticked = set(form.tell.data or ()) - named
    added = " ".join(f"@{each.name}" for each in known if each.id in ticked)
    return f"{text}\n{added}" if added else text


def marked(text: str, known: Iterable[mentions.Mentionable]) -> Markup:
    """The text with those who are named in it set apart."""
    parts, at = [], 0
    for mention in mentions.find(text, known):
        if mention.people:
            name = escape(text[mention.start : mention.end])
            parts += [escape(text[at : mention.start])]
            parts += [Markup('<strong class="mention">{}</strong>').format(name)]
            at = mention.end
    return Markup().join([*parts, escape(text[at:])])
