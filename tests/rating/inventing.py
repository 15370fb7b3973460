"""Plans that Hypothesis invents: orderly as a plan file must be, and otherwise of any kind."""

from typing import Any

from hypothesis import strategies as st

from tests.rating.building import Document, Story

PEOPLE = ("anna", "tom", "bea", "jo", "mira", "vera", "ceo", "lead")

people = st.sampled_from(PEOPLE)
groups = st.lists(people, max_size=2, unique=True)
days = st.integers(-20, 200)
states = st.sampled_from(("raised", "offer", "won", "parked"))
next_steps = st.sampled_from((None, "", "Meet"))
targets = st.sampled_from((None, 90, 100, 100.5, 120))


@st.composite
def days_in_order(draw: st.DrawFn, number: int) -> list[int]:
    """So many days ago, the oldest first."""
    return sorted(draw(st.lists(days, min_size=number, max_size=number)), reverse=True)


@st.composite
def plans(draw: st.DrawFn) -> Story:
    """A plan with a few things of each kind."""
    story = Story(activated=draw(st.integers(-5, 200)))
    for part in (_members, _potentials, _goals, _activities, _entries, _rest):
        draw(part(story))
    return story


@st.composite
def _members(draw: st.DrawFn, story: Story) -> None:
    for person in draw(st.lists(people, max_size=4, unique=True)):
        joined, agreed, left = draw(days_in_order(3))
        via = draw(st.sampled_from(("owner", "invitation", "request")))
        ends = draw(st.booleans())
        story.member(person, joined, left if ends else None, via, agreed)


@st.composite
def _potentials(draw: st.DrawFn, story: Story) -> None:
    for field in draw(st.lists(st.sampled_from(("Leasing", "Payments", "Funds")), max_size=2)):
        status = draw(st.sampled_from(("open", "qualified", "rejected")))
        story.potential(field, draw(st.integers(0, 1)), draw(days), status)


@st.composite
def _goals(draw: st.DrawFn, story: Story) -> None:
    for number in range(draw(st.integers(0, 2))):
        made: list[Any] = []
        for person in draw(st.lists(people, max_size=3, unique=True)):
            target = draw(targets)
            made.append((person, draw(days)) + (() if target is None else (target,)))
        status = draw(st.sampled_from(("active", "active", "dropped")))
        story.goal(f"g{number}", *made, target=draw(targets), status=status)


@st.composite
def _activities(draw: st.DrawFn, story: Story) -> None:
    for number in range(draw(st.integers(0, 5))):
        created, claimed, done = draw(days_in_order(3))
        status = draw(st.sampled_from(("open", "planned", "done", "cancelled")))
        words: Document = {"participants": draw(groups), "customer": draw(st.booleans())}
        if status != "open":
            words |= {"assignee": draw(people), "claimed": draw(st.sampled_from((None, claimed)))}
        words["done"] = done if status == "done" else None
        words["due"] = draw(st.none() | days)
        kind = draw(st.sampled_from(("visit", "introduction")))
        story.activity(f"a{number}", created, draw(people), status, kind, **words)


@st.composite
def _entries(draw: st.DrawFn, story: Story) -> None:
    keys = [activity["key"] for activity in story.plan.get("activities", [])]
    for _ in range(draw(st.integers(0, 7))):
        story.entry(
            draw(days),
            draw(people),
            *draw(groups),
            talk=draw(st.sampled_from(("c1", "c2"))),
            state=draw(states),
            next_step=draw(next_steps),
            activity=draw(st.sampled_from([None, *keys])),
        )


@st.composite
def _rest(draw: st.DrawFn, story: Story) -> None:
    """Requests, ideas and reviews."""
    for number in range(draw(st.integers(0, 2))):
        asked, answered = draw(days_in_order(2))
        status = draw(st.sampled_from(("pending", "accepted", "declined")))
        kind = draw(st.sampled_from(("join", "introduction", "claim")))
        given = None if status == "pending" else answered
        story.request(draw(people), kind, asked, status, given)
        on, decided = draw(days_in_order(2))
        if draw(st.booleans()):
            story.idea(f"i{number}", draw(people), on, "adopted", draw(people), decided)
        story.review(draw(days), draw(people), *draw(groups))
