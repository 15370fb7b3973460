"""The agenda of a review in words, as far as its reader may see it."""

from dataclasses import dataclass

from flask import url_for

from planner.insights.agendas import Agenda, agenda_from
from planner.insights.summing_up import ItemSum
from planner.models import Review
from planner.nouns import NOUNS, OF_TABLE, happened
from planner.queries.plan import agendas
from planner.views.history.changes_in_words import Told, told_pairs
from planner.views.web import Permission, addresses, clock, may

# What is spoken of first; everything else follows in the order of the cards.
_FIRST = {"plans", "members"}
_ORDER = [noun.table for noun in NOUNS]
# What such a thing as "Activity done" has said already.
_SAID = frozenset({"status", "done_on", "claimed_on", "decided_on", "answered_on", "on"})


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One item with what became of it; `history` is the page that tells all of it."""

    kind: str
    name: str
    happened: list[str]
    told: list[Told]
    history: str
    page: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """An agenda with its changes in words."""

    of: Agenda
    lines: list[AgendaLine]
    is_kept: bool
    plan_id: int

    def page_of(self, table: str, identity: int) -> str:
        """Where a point of the agenda is shown: on its own page, or at its place in the plan."""
        return addresses.in_plan(OF_TABLE[table], identity, self.plan_id)

    @property
    def is_empty(self) -> bool:
        return not (self.lines or self.of.symptoms or self.of.has_points)


def shown_agenda(review: Review) -> Shown | None:
    """As things stand now, or as they stood when it was held; None where none was kept."""
    if review.is_planned:
        agenda = agendas.agenda_of_review(
            review,
            symptoms=may(Permission.SEE_RATING),
            at_once=may(Permission.SEE_RATING_AT_ONCE),
            findings_at_once=may(Permission.SEE_FINDINGS_AT_ONCE),
        )
    elif review.agenda is None:
        return None
    else:
        kept = agenda_from(review.agenda)
        agenda = kept if _sees_symptoms(kept) else kept.without_symptoms()
        if not may(Permission.SEE_FINDINGS_AT_ONCE):
            agenda = agenda.with_findings_of(clock.today())
    changes = sorted(agenda.changes, key=lambda one: _place(one.subject))
    lines = [_line(review, one) for one in changes]
    return Shown(agenda, lines, is_kept=not review.is_planned, plan_id=review.plan_id)


def _sees_symptoms(kept: Agenda) -> bool:
    if may(Permission.SEE_RATING_AT_ONCE):
        return True
    is_over = kept.symptoms_from is not None and kept.symptoms_from <= clock.today()
    return is_over and may(Permission.SEE_RATING)


def _place(table: str) -> tuple[bool, int]:
    return table not in _FIRST, _ORDER.index(table)


def _line(review: Review, one: ItemSum) -> AgendaLine:
    found = one.subject_id is not None and not one.is_gone
    verbs = [happened(kind) for kind in one.types if not kind.endswith(".updated")]
    told = told_pairs(one.subject, one.changes)
    return AgendaLine(
        kind=str(OF_TABLE[one.subject].many or ""),
        name=one.name,
        happened=verbs,
        told=[each for each in told if not (verbs and each.name in _SAID)],
        history=url_for(
            "events.index", plan_id=review.plan_id, subject=one.subject, id=one.subject_id
        ),
        page=addresses.address_of_item(one.subject, one.subject_id or 0) if found else None,
    )
