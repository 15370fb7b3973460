"""The lead's list of plans by the day of their next review."""

from flask import Blueprint, Response, render_template, request

from planner.team.reviews import forms, queries as due_reviews
from planner.team.views.customer_filters import offer_customers
from planner.views.web import Column, Kind, Permission, Table, check_covering, download, filters, me
from planner.words import gettext, lazy as _, yes_or_no

bp = Blueprint("team_reviews", __name__)


@bp.get("/team/reviews")
def index() -> str:
    check_covering(Permission.SEE_COVERAGE)
    form, wanted = _asked_for()
    return render_template(
        "team/reviews/index.html",
        form=form,
        wanted=wanted,
        found=due_reviews.page_of_due_plans(me(), wanted),
        counts=due_reviews.due_counts(me(), wanted),
        address=filters.addresses_of("team_reviews.index"),
        taken=filters.said(wanted, page=None),
        Due=due_reviews.Due,
    )


def _asked_for() -> tuple[forms.ReviewFilterForm, due_reviews.ReviewFilter]:
    form = forms.ReviewFilterForm(request.args)
    del form.stage  # a review is due whatever the customer's stage
    offer_customers(form)
    days = [
        (due_reviews.Due.OVERDUE, gettext("overdue")),
        (due_reviews.Due.SOON, gettext("due in the next four weeks")),
    ]
    form.due.offer([(due.value, name) for due, name in days], due_reviews.Due)
    form.validate()
    return form, due_reviews.ReviewFilter(**form.asked())


_COLUMNS: tuple[Column[due_reviews.DuePlan], ...] = (
    Column(_("Customer"), lambda row: row.customer),
    Column(_("Segment"), lambda row: row.segment),
    Column(_("Team"), lambda row: row.team),
    Column(_("Next review due"), lambda row: row.due_on, Kind.DATE),
    Column(_("Planned for"), lambda row: row.planned_on, Kind.DATE),
    Column(_("Last review"), lambda row: row.last_on, Kind.DATE),
    Column(_("Joint review"), lambda row: yes_or_no(row.was_joint) if row.last_id else None),
)


@bp.get("/team/reviews.<any(csv, xlsx):kind>")
def show_table(kind: str) -> Response:
    check_covering(Permission.SEE_COVERAGE)
    title = gettext("Plans by their next review")
    _form, wanted = _asked_for()
    found = due_reviews.all_due_plans(me(), wanted)
    return download(Table(title, _COLUMNS, found), kind, title)
