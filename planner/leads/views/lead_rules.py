"""Rules that say who deals with which leads, and where one would go."""

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy import and_

from planner.access import Permission
from planner.leads.actions import rules
from planner.leads.forms.rules import LeadRuleForm, TryOutForm
from planner.leads.queries import routing
from planner.leads.queries.routing import Asked
from planner.models import LeadRule, Person
from planner.views.web import Reply, changed, choices, db, find, gettext, invalid, me, once, saving
from planner.views.web.deletions import confirm_deletion
from planner.views.web.rights import check_general

bp = Blueprint("lead_rules", __name__)
_FORM = "leads/rules/form.html"


@bp.get("/lead-rules")
def index() -> str:
    """With a lead that is only tried out, where one is described in the address."""
    check_general(Permission.ADMINISTER)
    form = TryOutForm(request.args)
    form.field_id.offer(choices.choices_of_fields())
    found = routing.all_rules()
    tried = routing.route(_asked(form), None, found) if request.args else None
    return render_template("leads/rules/index.html", rules=found, form=form, tried=tried)


@bp.get("/lead-rules/new")
def new() -> str:
    check_general(Permission.ADMINISTER)
    return render_template(_FORM, form=_form())


@bp.post("/lead-rules")
@once
def create() -> Reply:
    check_general(Permission.ADMINISTER)
    form = _form()
    if saving.create(form, rules.create) is None:
        return invalid(_FORM, form=form)
    return _saved()


@bp.get("/lead-rules/<int:lead_rule_id>/edit")
def edit(lead_rule_id: int) -> str:
    rule = find(LeadRule, lead_rule_id, Permission.ADMINISTER)
    return render_template(_FORM, item=rule, form=_form(rule))


@bp.post("/lead-rules/<int:lead_rule_id>")
def update(lead_rule_id: int) -> Reply:
    rule = find(LeadRule, lead_rule_id, Permission.ADMINISTER)
    form = saving.save(_form, rule, rules.update)
    if not form.is_saved:
        return invalid(_FORM, item=rule, form=form)
    return _saved()


@bp.post("/lead-rules/<int:lead_rule_id>/move")
def create_move(lead_rule_id: int) -> Reply:
    """One place earlier."""
    rule = find(LeadRule, lead_rule_id, Permission.ADMINISTER)
    rules.move_up(rule)
    return _saved()


@bp.delete("/lead-rules/<int:lead_rule_id>")
def destroy(lead_rule_id: int) -> Reply:
    rule = find(LeadRule, lead_rule_id, Permission.ADMINISTER)
    if asked := confirm_deletion(rule, url_for("lead_rules.index")):
        return asked
    rules.delete(rule, by=me())
    return _saved()


def _asked(form: TryOutForm) -> Asked:
    return Asked(**{name: said for name, said in form.asked().items() if name in form.SHOWN})


def _saved() -> Reply:
    db.session.commit()
    flash(gettext("The rules are saved."))
    return changed(url_for("lead_rules.index"))


def _form(rule: LeadRule | None = None) -> LeadRuleForm:
    form = LeadRuleForm(obj=rule)
    form.field_id.offer(choices.choices_of_fields())
    there = choices.choices_of_people(and_(Person.is_active))
    chosen = [(rule.receiver_id, rule.receiver.name)] if rule else []
    form.receiver_id.offer(choices.with_chosen(there, chosen))
    return form
