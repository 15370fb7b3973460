"""Views of the list of customers that somebody has saved; nobody else sees them."""

from flask import Blueprint, flash, render_template, request, url_for

from planner.actions.people import saved_views as actions
from planner.forms.people.saved_views import SavedViewForm
from planner.models import SavedView
from planner.views.plan import customer_lists
from planner.views.web import Reply, changed, db, find_of_oneself, gettext, invalid, me, once
from planner.views.web.replies import refusals_in

bp = Blueprint("saved_views", __name__)
_TEMPLATE = "people/saved_views/form.html"


@bp.get("/saved-views/new")
def new() -> str:
    """For the filter in the address, which says it as the list does."""
    asked = customer_lists.asked_again(request.query_string.decode("latin-1"))
    form = SavedViewForm(formdata=None, data={"asked": asked})
    return render_template(_TEMPLATE, form=form, says=customer_lists.said_in_words(asked))


@bp.post("/saved-views")
@once
def create() -> Reply:
    form = SavedViewForm()
    asked = customer_lists.asked_again(form.asked.data or "")
    if not asked:
        form.name.errors = [gettext("Set a filter first: all customers have a tab already.")]
    elif form.validate():
        with refusals_in(form):
            actions.keep(str(form.name.data), asked, by=me())
            return _saved(form, asked)
    return invalid(_TEMPLATE, form=form, says=customer_lists.said_in_words(asked))


@bp.get("/saved-views/<int:saved_view_id>")
def edit(saved_view_id: int) -> str:
    view = find_of_oneself(SavedView, saved_view_id)
    form, says = SavedViewForm(obj=view), customer_lists.said_in_words(view.asked)
    return render_template(_TEMPLATE, item=view, form=form, says=says)


@bp.post("/saved-views/<int:saved_view_id>")
def update(saved_view_id: int) -> Reply:
    view = find_of_oneself(SavedView, saved_view_id)
    form, asked = SavedViewForm(obj=view), view.asked
    if form.validate():
        with refusals_in(form):
            actions.rename(view, str(form.name.data), by=me())
            return _saved(form, asked)
    return invalid(_TEMPLATE, item=view, form=form, says=customer_lists.said_in_words(asked))


@bp.delete("/saved-views/<int:saved_view_id>")
def destroy(saved_view_id: int) -> Reply:
    view = find_of_oneself(SavedView, saved_view_id)
    flash(gettext("The view %(name)s is deleted.", name=view.name))
    actions.drop(view)
    db.session.commit()
    return changed(url_for("customers.index"))


def _saved(form: SavedViewForm, asked: str) -> Reply:
    db.session.commit()
    flash(gettext("The view %(name)s is saved.", name=form.name.data))
    return changed(f"{url_for('customers.index')}?{asked}")
