"""What the forms about a talk offer to choose from."""

from planner.forms.plan.entries import EntryForm
from planner.models import Entry, Person, Plan
from planner.queries.plan import talks
from planner.queries.web import choices
from planner.views.web import LARGEST_ID, exact_day


def offer(
    form: EntryForm, plan: Plan, *, author: Person, entry: Entry | None = None, also: int | None
) -> None:
    """Fill the lists of people, contacts and activities; what an entry names already stays.

    `also` is an activity to offer whatever its state.
    """
    people = [choice for choice in choices.members(plan.id) if choice[0] != author.id]
    contacts = choices.contacts(plan.customer_id)
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
