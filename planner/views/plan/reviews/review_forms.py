"""The forms about a review, and what they say, for the several views that change one."""

from typing import Any, TypeVar

from planner.actions.plan.reviews import Task
from planner.forms.plan import reviews
from planner.forms.plan.minutes import MinutesForm, OneDecisionForm
from planner.models import Person, Plan, Review
from planner.queries.plan.reviews import reviews_of_plan
from planner.views.plan.talks.conversations import with_ids
from planner.views.web import choices, clock, db, me

_Attended = TypeVar("_Attended", bound=reviews.AttendedForm)


def form_of_review(review: Review) -> reviews.ReviewForm | reviews.PlannedReviewForm:
    """For changing a review, held or still to come."""
    return (form_to_write if review.is_held else planned)(review.plan, review)


def form_to_write(plan: Plan, review: Review | None = None) -> reviews.ReviewForm:
    """For a review that was held; whoever was there already can stay, also after having left."""
    if review is None:
        first = {"on": clock.today(), "by_id": me().id}
        form = reviews.ReviewForm(data=first, html_id="review-form")
    else:
        form = _filled(reviews.ReviewForm, review, "review-form")
    form.earliest = _earliest(plan)
    form.offer(_attendees(plan, review), choices.choices_of_members(plan.id))
    return form


def planned(plan: Plan, review: Review | None = None) -> reviews.PlannedReviewForm:
    """For a review still to come; a new one is for everybody, on the day when it is due."""
    if review is None:
        due_on = reviews_of_plan(plan.id).due_on or clock.today()
        day = min(max(due_on, clock.today()), plan.ends_on)
        others = [one for one, _name in choices.choices_of_members(plan.id) if one != me().id]
        first = {"on": day, "by_id": me().id, "attendee_ids": others}
        form = reviews.PlannedReviewForm(data=first, html_id="planned-review-form")
    else:
        form = _filled(reviews.PlannedReviewForm, review, "review-form")
    form.latest = plan.ends_on
    form.offer_people(_attendees(plan, review))
    return form


def form_to_hold(review: Review) -> reviews.HoldingForm:
    """For saying that a planned review was held; on the day it was planned for, or today."""
    form = _filled(reviews.HoldingForm, review, "holding-form")
    if form.on.raw_data is None and review.on > clock.today():
        form.on.data = clock.today()
    form.earliest = _earliest(review.plan)
    form.offer_people(_attendees(review.plan, review))
    return form


def minutes(review: Review) -> MinutesForm:
    return MinutesForm(obj=review, html_id=f"minutes-form-{review.id}")


def decision(review: Review, *, fresh: bool = False) -> OneDecisionForm:
    """For one decision more; a `fresh` one has nothing typed in it."""
    form = OneDecisionForm(None) if fresh else OneDecisionForm()
    for field in form:
        field.id = field.label.field_id = f"decision-form-{field.name}"
    form.html_id = "decision-form"
    form.assignee_id.offer(reviews.with_nobody(choices.choices_of_members(review.plan_id)))
    return form


def arguments(form: reviews.AttendedForm) -> dict[str, Any]:
    """What the form says, for the actions: of the review itself, who came and what was decided."""
    leader = db.session.get_one(Person, form.by_id.data)
    said: dict[str, Any] = {"values": {**form.review_values(), "by": leader}}
    said["attendees"] = _ticked(form)
    if isinstance(form, reviews.ReviewForm):
        said |= {"decisions": _decisions(form), "tasks": tasks(form)}
    return said


def _ticked(form: reviews.AttendedForm) -> list[Person]:
    """Who is ticked; those who were before stay in their order."""
    ticked = form.attendee_ids.data or []
    stay = [identity for identity in form.attendee_ids.object_data or () if identity in ticked]
    return with_ids(Person, list(dict.fromkeys([*stay, *ticked])))


def _decisions(form: reviews.ReviewForm) -> list[str]:
    """What was decided; what did not change stays as it was, to the letter."""
    before = [decision.text for decision in form.decisions.object_data]
    known = {text.replace("\r\n", "\n"): text for text in before}
    return [known.get(row["text"], row["text"]) for row in form.decided]


def tasks(form: reviews.AttendedForm) -> list[Task]:
    """The activities that decisions are to become."""
    decided = form.decided if isinstance(form, reviews.ReviewForm) else []
    return [task_of(row) for row in decided if row["assignee_id"] is not None]


def task_of(row: dict[str, Any]) -> Task:
    """What one decision says of who does it until when."""
    return Task(
        row["text"], db.session.get(Person, row["assignee_id"] or reviews.OPEN), row["due_on"]
    )


def _filled(kind: type[_Attended], review: Review, name: str) -> _Attended:
    chosen = {"attendee_ids": [person.id for person in review.attendees]}
    return kind(obj=review, data=chosen, html_id=f"{name}-{review.id}")


def _earliest(plan: Plan) -> Any:
    return min(day for day in (plan.starts_on, plan.activated_on) if day)


def _attendees(plan: Plan, review: Review | None) -> choices.Choices:
    there = [me()] if review is None else [review.by, *review.attendees]
    named = [(person.id, person.name) for person in there]
    return choices.with_chosen(choices.attendees(plan), named)
