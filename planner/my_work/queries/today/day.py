"""All that the page of today shows; so many statements, however much it is."""

import datetime
from dataclasses import dataclass

from planner.models import Person
from planner.my_work.queries.today import (
    asked,
    due,
    leads,
    news,
    reviews,
    signatures,
    talks,
    waiting,
)
from planner.my_work.queries.today.asked import ValueToShow
from planner.my_work.queries.today.due import DueToday
from planner.my_work.queries.today.leads import LeadToAnswer
from planner.my_work.queries.today.news import NewsToday
from planner.my_work.queries.today.reviews import DueReview
from planner.my_work.queries.today.signatures import SignatureToday
from planner.my_work.queries.today.talks import StandingTalk
from planner.my_work.queries.today.waiting import GoalToSign, InvolvementToAnswer, QuestionToAnswer
from planner.queries.plan import requests, sponsor_calls
from planner.queries.plan.requests import RequestRow
from planner.queries.plan.sponsor_calls import SponsorCall


@dataclass(frozen=True, slots=True)
class WorkingDay:
    due: DueToday
    requests: list[RequestRow]
    goals: list[GoalToSign]
    questions: list[QuestionToAnswer]
    involvements: list[InvolvementToAnswer]
    leads: list[LeadToAnswer]
    values: list[ValueToShow]
    introductions: list[datetime.date]
    talks: list[StandingTalk]
    reviews: list[DueReview]
    news: list[NewsToday]
    signatures: list[SignatureToday]
    calls: list[SponsorCall]
    """On executives: those that wait for this one, and those that lack an answer or an outcome."""

    @property
    def waiting(self) -> int:
        """How much waits for an answer, with what there was no room for."""
        lists = (self.goals, self.questions, self.leads)
        listed = sum(rows[0].count for rows in lists if rows)
        asked = len(self.requests) + len(self.involvements) + len(self.values)
        return asked + len(self.introductions) + listed

    @property
    def _is_asked(self) -> bool:
        """Whether a customer waits to be taken over, or a call on an executive for an answer."""
        return bool(self.calls) or any(row.waits for row in self.signatures)

    @property
    def is_free(self) -> bool:
        return not self.due.count and not self.waiting and not self._is_asked


def day_of(person: Person) -> WorkingDay:
    return WorkingDay(
        due.due_of(person),
        requests.answerable_by(person),
        waiting.goals_to_sign(person),
        waiting.questions_to_answer(person),
        waiting.involvements_to_answer(person),
        leads.leads_to_answer(person),
        asked.value_to_show(person),
        asked.introductions_asked_of(person),
        talks.standing_talks_of(person),
        reviews.due_reviews_of(person),
        news.news_of(person),
        signatures.signatures_of(person),
        sponsor_calls.sponsor_calls_waiting_for(person),
    )
