"""Parts of the stories in which the two sides are not together yet, and of those not yet begun."""

from collections.abc import Iterable

from planner.models.kinds import PotentialStatus, RequestKind, TalkState, Via
from planner.seeds import steps, terms
from planner.seeds.story import Story
from planner.seeds.texts import GENERAL
from planner.seeds.timeline import Script


def alone(story: Story) -> Iterable[Script]:
    """A plan with nobody on it but the owner."""
    return [terms.founding(story, story.start, among=[])]


def by_policy(story: Story) -> Iterable[Script]:
    return [terms.founding(story, story.start, among=story.specialists)]


def by_invitation(story: Story) -> Iterable[Script]:
    return [terms.founding(story, story.start, among=story.specialists, via=Via.INVITATION)]


def just_begun(story: Story) -> Iterable[Script]:
    """Too young for anything to be missing."""
    return [
        terms.founding(story, 5, among=story.specialists),
        terms.goal(story, 4, story.owner, story.owner, field=story.field),
        steps.task(story, 3, story.owner, assignee=story.owner, due=-9),
        steps.task(story, 2, story.main, assignee=story.main, due=-14, field=story.field),
    ]


def first_weeks(story: Story) -> Iterable[Script]:
    topic = story.texts.talk()
    return [
        terms.founding(story, 16, among=story.specialists),
        steps.visit(story, 8, story.owner, topic=topic),
        steps.task(story, 6, story.owner, due=-12, field=story.field),
        steps.task(story, 4, story.main, assignee=story.main, due=-7, field=story.field),
    ]


def drafted(story: Story) -> Iterable[Script]:
    """A plan to which not everybody has agreed."""
    start = story.chance.randint(4, 20)
    return [
        terms.founding(story, start, among=story.specialists, agree=False),
        terms.goal(story, start, story.owner, story.owner, field=story.field),
        terms.goal(story, start, story.main, field=story.field),
    ]


def agreed_upon(story: Story) -> Iterable[Script]:
    """A plan to which everybody has agreed and which nobody has begun."""
    return [
        terms.founding(story, 4, among=story.specialists, activate=False),
        terms.goal(story, 5, story.main, story.owner, story.main, field=story.field),
    ]


def screened(story: Story) -> Iterable[Script]:
    """The fields of the specialists were screened when the plan began."""
    for person in story.specialists:
        if person.field is not None:
            yield terms.screening(story, story.about(300), person.field.name, person)


def screened_in_vain(story: Story) -> Iterable[Script]:
    """Somebody looked, and there is nothing for any specialist."""
    return [
        terms.screening(story, story.about(90), field, story.lead, PotentialStatus.REJECTED)
        for field in ("Leasing", "Immobilien")
    ]


def screened_long_ago(story: Story) -> Iterable[Script]:
    return [terms.screening(story, 440, "Leasing", story.lead, PotentialStatus.REJECTED)]


def owner_visits(story: Story) -> Iterable[Script]:
    """The owner goes to the customer alone, and writes it down."""
    year = story.texts.talk()
    done = story.texts.talk_in(GENERAL, TalkState.INTEREST, TalkState.OFFER, TalkState.WON)
    return [
        *(steps.visit(story, story.about(on), story.owner, topic=year) for on in (152, 86, 31)),
        *(steps.call(story, story.about(on), story.owner, done) for on in (130, 64, 22)),
        steps.task(story, story.about(27), story.owner, assignee=story.owner, due=-6),
    ]


def visits_kept_to_oneself(story: Story) -> Iterable[Script]:
    """The owner goes to the customer and writes down the first visit only."""
    first = story.texts.talk()
    return [
        steps.visit(story, story.about(165), story.owner, topic=first),
        *(steps.visit(story, story.about(on), story.owner) for on in (121, 88, 52, 23)),
        steps.call(story, 8, story.main, story.texts.talk(story.field)),
    ]


def nothing_of_late(story: Story) -> Iterable[Script]:
    """The owner was there once, months ago; since then only the specialist did anything."""
    own, other = story.texts.talk(), story.texts.talk(story.field)
    return [
        steps.visit(story, story.about(128), story.owner, topic=own),
        steps.task(story, 126, story.owner, assignee=story.owner, due=70),
        *(steps.call(story, story.about(on), story.main, other) for on in (74, 19)),
        steps.task(story, 60, story.main, assignee=story.main, due=40, done=41, field=story.field),
    ]


def work_of_ones_own(story: Story) -> Iterable[Script]:
    """The specialist prepares things at the desk, with nobody from the other side."""
    return [
        steps.task(story, 75, story.main, assignee=story.main, due=50, done=52, field=story.field),
        steps.task(story, 20, story.main, assignee=story.main, due=-11, field=story.field),
    ]


def turned_away_from_customer(story: Story) -> Iterable[Script]:
    """The specialist asks to be introduced, and is turned down or kept waiting."""
    answer = 58 if story.happens(0.6) else None
    on = 66 if answer else 34
    return [terms.asking(story, on, RequestKind.INTRODUCTION, story.main, answer)]


def turned_away_from_plan(story: Story) -> Iterable[Script]:
    return [terms.asking(story, 47, RequestKind.JOIN, story.main, 39)]


def just_asked_to_join(story: Story) -> Iterable[Script]:
    return [terms.asking(story, 5, RequestKind.JOIN, story.main)]


def doors_opened(story: Story) -> Iterable[Script]:
    """The owner leaves activities to the field's specialists, and nobody takes them."""
    return [
        steps.task(story, story.about(on), story.owner, due=due, field=story.field)
        for on, due in ((48, 10), (29, -12))
    ]
