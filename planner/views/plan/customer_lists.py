"""The list of customers: what is asked for, what is shown of it, and the table taken away."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import request
from werkzeug.datastructures import MultiDict

from planner.access import allows, general_standings
from planner.actions.people import saved_views as saved_view_actions
from planner.forms.plan.customers import CustomerListForm
from planner.models.people.setting import AgeNames
from planner.queries.live.freshness import StateOfEvents
from planner.queries.maturity import organisation
from planner.queries.people import saved_views
from planner.queries.plan.customer_list import customer_counts, customer_rows
from planner.queries.plan.customer_list.customer_list_filter import (
    NEVER,
    NOTICE_DAYS,
    OWN,
    UNRATED,
    CustomerGap,
    CustomerListFilter,
)
from planner.queries.web import segments
from planner.queries.web.customer_filter import NOTHING
from planner.rating.ages import ORDER
from planner.views.web import Column, Kind, Permission, Table, cache, choices, filters, gettext, me
from planner.words import age_name, lazy as _, ngettext, word

_Offered = dict[str, list[tuple[Any, str]]]
_SILENCES = (30, 60, 90, 180, 365)
_SORTS = {
    "-name": _("Customer, Z first"),
    "-age": _("Highest age first"),
    "age": _("Lowest age first"),
    "talk": _("Longest without a talk first"),
    "-talk": _("Most recent talk first"),
    "step": _("Next due first"),
    "-step": _("Due latest first"),
    "notice": _("Earliest day for notice first"),
    "-notice": _("Latest day for notice first"),
    "owner": _("Owner, A first"),
    "-owner": _("Owner, Z first"),
    "stage": _("Stage, customers first"),
    "-stage": _("Stage, suspects first"),
    "-revenue": _("Highest revenue first"),
    "revenue": _("Lowest revenue first"),
}


_address = filters.addresses_of("customers.index")


def page(state: StateOfEvents, kept: Sequence[saved_views.SavedViewRow]) -> dict[str, object]:
    """All that the page shows, with the views that its reader has kept; what is counted, is counted
    again only when something has changed."""
    cached = cache.depending_on(state)
    offered = cached.answer("customer choices", None, _offered)
    form, wanted = _asked_for(request.args, offered)
    whole = filters.without(wanted, "gap", "sort", "page")
    counts = cached.answer(
        "customer counts", whole, lambda: customer_counts.count_gaps(me(), whole)
    )
    counts_of = cached.answer(
        "saved views", tuple(view.asked for view in kept), lambda: _count_views(kept, offered)
    )
    said = asked_by(wanted)
    return {
        "said": said,
        "views": list(zip(kept, counts_of[1:], strict=True)),
        "all_customers": counts_of[0],
        "here": next((view for view in kept if view.asked == said), None),
        "can_save": bool(said) and len(kept) < saved_view_actions.MOST_SAVED_VIEWS,
        **_filters(form, wanted, counts, offered),
        **_list(wanted, counts),
    }


def _filters(
    form: CustomerListForm,
    wanted: CustomerListFilter,
    counts: customer_counts.CustomerCounts,
    offered: _Offered,
) -> dict[str, object]:
    names = dict(offered["gap"])
    return {
        "form": form,
        "wanted": wanted,
        "gaps": [(gap, names[gap], number) for gap, number in counts.missing.items() if number],
        "opens": lambda gap: _address(wanted, gap=None if gap is wanted.gap else gap),
    }


def _list(wanted: CustomerListFilter, counts: customer_counts.CustomerCounts) -> dict[str, object]:
    return {
        "found": customer_rows.search(me(), wanted),
        "number": counts.number if wanted.gap is None else counts.missing[wanted.gap],
        "names": organisation.sight().age_names,
        "numbers": {age.value: number for number, age in enumerate(ORDER, 1)},
        "silent_from": organisation.thresholds().conversation_stale_days,
        "is_filtered": bool(filters.said(filters.without(wanted, "sort", "page"))),
        "taken": filters.said(wanted, page=None),
        "address": _address,
        "notice_days": NOTICE_DAYS,
    }


def _count_views(kept: Sequence[saved_views.SavedViewRow], offered: _Offered) -> list[int]:
    """First how many customers there are at all."""
    filters_of = (_asked_for(_parts(view.asked), offered)[1] for view in kept)
    return customer_counts.count_each(me(), [CustomerListFilter(), *filters_of])


def asked_by(wanted: CustomerListFilter) -> str:
    """The filter and the order as an address says them, always in the same way."""
    said = filters.said(wanted, page=None)
    return urlencode({name: str(value) for name, value in said.items()})


def asked_again(text: str) -> str:
    """The same of what came with a request, without what makes no sense."""
    return asked_by(_asked_for(_parts(text), _offered())[1])


def said_in_words(asked: str) -> str:
    """What a saved view asks for."""
    form = _asked_for(_parts(asked), _offered())[0]
    return " · ".join(filters.filter_in_words(form))


def _parts(asked: str) -> MultiDict[str, str]:
    return MultiDict(parse_qsl(asked))


def _asked_for(
    asked: MultiDict[str, str],
    offered: _Offered,
) -> tuple[CustomerListForm, CustomerListFilter]:
    """What the address asks for, for the page and for the table that is taken away."""
    form = CustomerListForm(_known(asked))
    choices_of: Any = form
    for name, pairs in offered.items():
        choices_of[name].offer(pairs)
    form.gap.offer(offered["gap"], CustomerGap)
    form.validate()
    return form, CustomerListFilter(**form.asked())


def _known(asked: Any) -> Any:
    """Addresses that people may have kept name the team as they did before."""
    if "team_id" not in asked:
        return asked
    known = asked.copy()
    known.setdefault("team", known.pop("team_id"))
    return known


def _offered() -> _Offered:
    """What each field offers to choose from."""
    names = organisation.sight().age_names
    return {
        "gap": [(gap.value, name) for gap, name in _gap_names().items()],
        "owner": [(OWN, gettext("My own customers"))],
        "field_id": list(choices.choices_of_fields()),
        "age": [*_ages(names), (UNRATED, gettext("Not rated"))] if _knows_ages() else [],
        "talk": [
            *((str(days), _silence(days)) for days in _SILENCES),
            (NEVER, gettext("No talk yet")),
        ],
        "team": [
            *((str(one), name) for one, name in choices.choices_of_teams()),
            (NOTHING, gettext("No team")),
        ],
        "region": [
            *((one, one) for one in segments.all_regions()),
            (NOTHING, gettext("No region")),
        ],
        "segment": [
            *((one, one) for one in segments.all_segments()),
            (NOTHING, gettext("No segment")),
        ],
        "sort": [(sort, str(text)) for sort, text in _SORTS.items()],
    }


def _knows_ages() -> bool:
    """Whether the reader can know any: on a side of a plan, or told them by the organisation."""
    return me().side is not None or allows(Permission.SEE_MATURITY, general_standings(me()))


def _ages(names: AgeNames) -> list[tuple[str, str]]:
    """By number, each with its number and its name."""
    return [(str(number), numbered(number, age, names)) for number, age in enumerate(ORDER, 1)]


def numbered(number: int, age: str, names: AgeNames) -> str:
    """5 Iron age, or Stage 5."""
    name = age_name(age, names)
    return name if names is AgeNames.STAGES else f"{number} {name}"


def _silence(days: int) -> str:
    return ngettext("More than %(num)d day ago", "More than %(num)d days ago", days)


def _gap_names() -> dict[CustomerGap, str]:
    days = organisation.thresholds().conversation_stale_days
    return {
        CustomerGap.OVERDUE: gettext("Next step overdue"),
        CustomerGap.SILENT: ngettext("No talk for %(num)d day", "No talk for %(num)d days", days),
        CustomerGap.NO_STEP: gettext("No next step"),
        CustomerGap.NO_PLAN: gettext("No plan"),
        CustomerGap.NOTICE: ngettext(
            "Notice within %(num)d day", "Notice within %(num)d days", NOTICE_DAYS
        ),
    }


# The owner is whom to ask about the customer; the revenue is the customer's own.
CUSTOMER_COLUMNS: tuple[Column[customer_rows.CustomerRow], ...] = (
    Column(_("Key"), lambda row: row.key),
    Column(_("Customer"), lambda row: row.name),
    Column(_("City"), lambda row: row.city),
    Column(_("Segment"), lambda row: row.segment),
    Column(_("Stage"), lambda row: word(row.stage)),
    Column(_("Owner"), lambda row: row.owner),
    Column(_("Team"), lambda row: row.team),
    Column(_("Plan"), lambda row: row.plan and word(row.plan)),
    Column(_("Age"), lambda row: row.age and age_name(row.age)),
    Column(_("Last talk"), lambda row: row.last_talk, Kind.DATE),
    Column(_("Next step"), lambda row: row.next_step),
    Column(_("Next due"), lambda row: row.next_due, Kind.DATE),
    Column(_("Last day for notice"), lambda row: row.notice_on, Kind.DATE),
    Column(_("Yearly revenue"), lambda row: row.annual_revenue, Kind.MONEY),
    Column(_("Currency"), lambda row: row.currency),
)


def table() -> Table[customer_rows.CustomerRow]:
    """All that the filter finds."""
    form, wanted = _asked_for(request.args, _offered())
    found = customer_rows.all_customers(me(), wanted)
    return Table(gettext("Customers"), CUSTOMER_COLUMNS, found, filters.filter_in_words(form))
