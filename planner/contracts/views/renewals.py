"""The radar: which contracts come up next, what is at stake, and who works on it."""

from operator import attrgetter

from flask import Blueprint, Response, render_template, request

from planner.contracts.forms.radar import RadarForm
from planner.contracts.queries import radar_table
from planner.contracts.queries.radar_table import RadarTableLine
from planner.queries.after_signature import radar
from planner.queries.live import freshness
from planner.views.web import Column, Kind, Table, cache, choices, clock, download, filters, me
from planner.words import exact_weekday, gettext, lazy as _
from planner.words.signature_words import RENEWAL_WORDS

bp = Blueprint("renewals", __name__)
_address = filters.addresses_of("renewals.index")


@bp.get("/renewals")
def index() -> str:
    """The list is made again only when something has changed."""
    cached = cache.depending_on(freshness.of_everything())
    form, wanted = _asked_for()
    return render_template(
        "contracts/renewals.html",
        form=form,
        list=cached.html("renewals", wanted, lambda: _list(wanted)),
    )


def _list(wanted: radar.RadarFilter) -> str:
    return render_template(
        "contracts/_radar.html",
        wanted=wanted,
        found=radar.radar_page(me(), wanted),
        taken=filters.said(wanted, page=None),
        address=_address,
        today=clock.today(),
        near=radar.NEAR_DAYS,
    )


def _asked_for() -> tuple[RadarForm, radar.RadarFilter]:
    form = RadarForm(request.args)
    owners = ((str(identity), name) for identity, name in choices.owners(None))
    form.owner.offer([(radar.OWN_CUSTOMERS, gettext("My own customers")), *owners])
    form.field_id.offer(choices.choices_of_fields())
    form.state.offer([(state, str(name)) for state, name in RENEWAL_WORDS.items()])
    form.validate()
    return form, radar.RadarFilter(**form.asked())


_COLUMNS: tuple[Column[RadarTableLine], ...] = (
    Column(_("Customer"), attrgetter("customer")),
    Column(_("Contract"), attrgetter("contract")),
    Column(_("Field"), attrgetter("field")),
    Column(_("Decision"), attrgetter("decision_on"), Kind.DATE),
    Column(_("Last day for notice"), attrgetter("notice_on"), Kind.DATE),
    Column(_("Weekday"), lambda line: line.notice_on and exact_weekday(line.notice_on)),
    Column(_("End"), attrgetter("ends_on"), Kind.DATE),
    Column(_("State"), attrgetter("state")),
    Column(_("Why"), attrgetter("why")),
    Column(_("Value a year"), attrgetter("annual_value"), Kind.MONEY),
    Column(_("Currency"), attrgetter("currency")),
    Column(_("Owner"), attrgetter("owner")),
)


@bp.get("/renewals.<any(csv, xlsx):kind>")
def show_table(kind: str) -> Response:
    form, wanted = _asked_for()
    title = gettext("Renewals")
    found = radar_table.table_lines(me(), wanted)
    return download(Table(title, _COLUMNS, found, filters.filter_in_words(form)), kind, title)
