"""The button beside a symptom: what mends it, where the program can do it or prepare it.

Each symptom's code leads to a function that offers, for the items of its evidence, links to
prepared forms (or forms that are sent at once). A symptom speaks of the plan, so who reads it
matters only where one side alone can do something.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice

from flask import url_for

from planner.access import Standing, allows
from planner.insights.versions import version
from planner.models import ActivityKind, Person, Plan, Side
from planner.queries.maturity.evidence import EvidenceItem, EvidenceKind
from planner.views.web import Permission, addresses, exact_day, gettext

MOST_REMEDIES = 5
"""How many buttons one symptom has; a plan with forty unwritten visits is not mended at once."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A link, or with `posts` a form of a single button that sends what `sends` says.

    Who works on the plan is offered it, if it takes no other permission as well.
    """

    text: str
    address: str
    posts: bool = False
    sends: Mapping[str, str] = field(default_factory=dict)
    needs: Permission = Permission.WORK_ON_PLAN


@dataclass(frozen=True, slots=True)
class Case:
    """A symptom of a plan as somebody has it before them, who stands to the plan like this.

    `unsigned` are the goals under which nobody of the reader's side has signed, by id, each with
    its target.
    """

    plan: Plan
    reader: Person
    standings: Set[Standing]
    items: Sequence[EvidenceItem] = ()
    unsigned: Mapping[int, Decimal | None] = field(default_factory=dict)


_Offer = Callable[[Case], Iterator[Remedy]]


def remedies(code: str, case: Case) -> list[Remedy]:
    """What to offer for a symptom, the most helpful first."""
    offer = _OFFERS.get(code)
    offered = offer(case) if offer else ()
    return list(
        islice((one for one in offered if allows(one.needs, case.standings)), MOST_REMEDIES)
    )


def _invite(case: Case) -> Iterator[Remedy]:
    """Somebody of the very fields that have potential, where some are named."""
    fields = [item.name for item in case.items if item.kind is EvidenceKind.POTENTIAL]
    for name in fields:
        text = gettext("Invite a specialist for %(field)s", field=name)
        yield Remedy(text, url_for("members.new", plan_id=case.plan.id, search=name))
    if not fields:
        yield Remedy(gettext("Invite a specialist"), url_for("members.new", plan_id=case.plan.id))


def _answer_requests(case: Case) -> Iterator[Remedy]:
    for item in case.items:
        if item.is_pending:
            text = gettext("Answer the request of %(name)s", name=item.name)
            yield Remedy(text, addresses.address_of_plan(case.plan, f"request-{item.id}"))


def _open_door(case: Case) -> Iterator[Remedy]:
    yield from _answer_requests(case)
    yield from _invite(replace(case, items=()))


def _let_in(case: Case) -> Iterator[Remedy]:
    yield from _answer_requests(case)
    yield from _introduce(case)


def _screen(case: Case) -> Iterator[Remedy]:
    there = addresses.address_of_plan(case.plan, "potentials")
    yield Remedy(gettext("Screen the potential"), there)


def _log_talk(case: Case) -> Iterator[Remedy]:
    yield Remedy(gettext("Log a talk"), url_for("talks.new", plan=case.plan.id))


def _speak_up(case: Case) -> Iterator[Remedy]:
    yield from _log_talk(case)
    yield from _open_activity(case)


def _write_up(case: Case) -> Iterator[Remedy]:
    for item in case.items:
        if item.kind is EvidenceKind.ACTIVITY:
            day, name = exact_day(item.on), item.name
            text = gettext("Write up “%(name)s” of %(day)s", name=name, day=day)
            yield Remedy(text, url_for("talks.new", activity=item.id))


def _talk_again(case: Case) -> Iterator[Remedy]:
    for item in case.items:
        text = gettext("Log a talk about “%(name)s”", name=item.name)
        yield Remedy(text, url_for("talks.new", conversation=item.id))


def _activity(case: Case, text: str, **known: object) -> Remedy:
    address = url_for("activities.new", plan_id=case.plan.id, _anchor=None, **known)  # type: ignore[arg-type]  # what the address of the form may name
    return Remedy(text, address, needs=Permission.ADD_ACTIVITY)


def _open_activity(case: Case) -> Iterator[Remedy]:
    yield _activity(case, gettext("Add an open activity"))


def _introduce(case: Case) -> Iterator[Remedy]:
    title = gettext("Introduction to %(name)s", name=case.plan.customer.name)
    known = {"title": title, "kind": ActivityKind.INTRODUCTION.value, "with_customer": 1}
    yield _activity(case, gettext("Plan an introduction"), **known)


def _meet_together(case: Case) -> Iterator[Remedy]:
    title = gettext("Joint visit to %(name)s", name=case.plan.customer.name)
    known = {"title": title, "kind": ActivityKind.VISIT.value, "with_customer": 1}
    yield _activity(case, gettext("Plan a joint visit"), **known)


def _hand_on(case: Case) -> Iterator[Remedy]:
    for item in case.items:
        text = gettext("Hand on “%(name)s”", name=item.name)
        yield Remedy(text, url_for("activities.show", activity_id=item.id))


def _add_goal(case: Case) -> Iterator[Remedy]:
    yield Remedy(gettext("Add a goal"), url_for("goals.new", plan_id=case.plan.id))


def _sign(case: Case) -> Iterator[Remedy]:
    """Sign for the own side what it has not signed; else have the other side asked."""
    for item in case.items:
        name = item.name
        if item.id in case.unsigned:
            address = url_for("goals.create_commitment", goal_id=item.id)
            seen = {"target": version(case.unsigned[item.id])}
            yield Remedy(
                gettext("Sign “%(name)s”", name=name),
                address,
                posts=True,
                sends=seen,
                needs=Permission.SIGN,
            )
        else:
            title = gettext("Sign the goal: %(name)s", name=name)
            text = gettext("Ask for the other side's signature under “%(name)s”", name=name)
            kind = ActivityKind.INTERNAL.value
            yield _activity(case, text, title=title, kind=kind, goal=item.id)


def _agree_on_target(case: Case) -> Iterator[Remedy]:
    for item in case.items:
        text = gettext("Agree on a target for “%(name)s”", name=item.name)
        yield Remedy(text, url_for("goals.edit", goal_id=item.id))


def _find_ideas(case: Case) -> Iterator[Remedy]:
    """Only the specialist side's own ideas mend it; the others can ask for one."""
    if case.reader.side is Side.SPECIALIST:
        yield Remedy(gettext("Propose an idea"), url_for("ideas.new", plan_id=case.plan.id))
    else:
        title = gettext("An idea of the specialist side for %(name)s", name=case.plan.customer.name)
        kind = ActivityKind.INTERNAL.value
        yield _activity(case, gettext("Ask for an idea"), title=title, kind=kind)


def _follow_up(case: Case) -> Iterator[Remedy]:
    for item in case.items:
        day = exact_day(item.on)
        if item.kind is EvidenceKind.ENTRY:
            text = gettext("Write down the next step of %(day)s", day=day)
            yield Remedy(text, url_for("conversations.edit_entry", entry_id=item.id))
    yield from _write_up(case)


def _keep_promises(case: Case) -> Iterator[Remedy]:
    for item in case.items:
        text = gettext("Finish or move “%(name)s”", name=item.name)
        yield Remedy(text, url_for("activities.show", activity_id=item.id))


def _review(case: Case) -> Iterator[Remedy]:
    """It may have been held already, and only not been written down."""
    there = url_for("reviews.new", plan_id=case.plan.id)
    yield Remedy(gettext("Write up a review"), there)
    known = {"title": gettext("Joint review"), "kind": ActivityKind.INTERNAL.value}
    yield _activity(case, gettext("Propose a review"), **known)


_OFFERS: dict[str, _Offer] = {
    "no_specialist": _invite,
    "door_closed": _open_door,
    "potential_unscreened": _screen,
    "field_uncovered": _invite,
    "generalist_silent": _speak_up,
    "contacts_undocumented": _write_up,
    "conversation_stale": _talk_again,
    "kept_out": _let_in,
    "no_interaction": _open_activity,
    "openings_unclaimed": _hand_on,
    "stranger": _meet_together,
    "no_goals": _add_goal,
    "goals_not_shared": _sign,
    "targets_diverge": _agree_on_target,
    "no_ideas": _find_ideas,
    "work_one_sided": _open_activity,
    "follow_up_missing": _follow_up,
    "promises_overdue": _keep_promises,
    "no_steering": _review,
    "log_one_sided": _log_talk,
}
