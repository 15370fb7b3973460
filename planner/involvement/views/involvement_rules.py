"""The rules of involvement, as administrators keep them: looked at before they hold."""

from flask import Blueprint, flash, render_template, request, url_for
from sqlalchemy import or_, select

from planner.involvement.actions import rules as actions
from planner.involvement.forms.rules import USUAL_DAYS, InvolvementRuleForm
from planner.involvement.queries import previews, rules as queries
from planner.involvement.queries.previews import Preview
from planner.jobs import background, involving
from planner.models import InvolvementRule, Person, Role, Side
from planner.views.web import Permission, Reply, changed, choices, db, find, invalid, once, saving
from planner.views.web.rights import check_general
from planner.views.web.saving import merging, starts
from planner.words import gettext, ngettext

bp = Blueprint("involvement_rules", __name__)
_FORM, _PREVIEW = "involvement/rules/form.html", "involvement/rules/preview.html"
_NOT_SAID = ("confirmed",)


@bp.get("/involvement-rules")
def index() -> str:
    check_general(Permission.ADMINISTER)
    return render_template("involvement/rules/index.html", rules=queries.all_rules())


@bp.get("/involvement-rules/new")
def new() -> str:
    check_general(Permission.ADMINISTER)
    return render_template(_FORM, form=_form())


@bp.get("/involvement-rules/<int:involvement_rule_id>")
def edit(involvement_rule_id: int) -> str:
    rule = find(InvolvementRule, involvement_rule_id, Permission.ADMINISTER)
    return render_template(_FORM, form=_form(rule), item=rule)


@bp.post("/involvement-rules/preview")
@bp.post("/involvement-rules/<int:involvement_rule_id>/preview")
def create_preview(involvement_rule_id: int | None = None) -> Reply:
    """What the rule would do, or what is wrong with it; nothing is saved."""
    check_general(Permission.ADMINISTER)
    rule = None
    if involvement_rule_id is not None:
        rule = find(InvolvementRule, involvement_rule_id, Permission.ADMINISTER)
    form = _form(rule)
    if not _can_be_saved(form, rule):
        return invalid(_FORM, form=form, item=rule)
    preview = _preview(form, rule)
    if preview.finds_nobody:
        return _finds_nobody(form, rule, preview)
    return _page(form, rule, preview)


@bp.post("/involvement-rules")
@once
def create() -> Reply:
    check_general(Permission.ADMINISTER)
    form = _form()
    if form.asks_to_look:
        return render_template(_FORM, form=form)
    if refused := _refused(form, None):
        return refused
    if not saving.create(form, actions.create, arguments=_said):
        return invalid(_FORM, form=form)
    return _saved(form)


@bp.post("/involvement-rules/<int:involvement_rule_id>")
def update(involvement_rule_id: int) -> Reply:
    rule = find(InvolvementRule, involvement_rule_id, Permission.ADMINISTER)
    sent = _form(rule)
    if sent.asks_to_look:
        return render_template(_FORM, form=sent, item=rule)
    if refused := _refused(sent, rule):
        return refused
    form = saving.save(_form, rule, actions.update, _said)
    if not form.is_saved:
        return invalid(_FORM, form=form, item=rule)
    return _saved(form)


def _can_be_saved(form: InvolvementRuleForm, rule: InvolvementRule | None) -> bool:
    """Together with what others have saved meanwhile; if not, the form says why."""
    return form.validate() if rule is None else merging.merge(form, starts.past_of(form, rule))


def _refused(form: InvolvementRuleForm, rule: InvolvementRule | None) -> Reply | None:
    """Why it is not saved: nobody could come, or many would and nobody said that it is meant."""
    if not _can_be_saved(form, rule):
        return invalid(_FORM, form=form, item=rule)
    if not form.holds.data:
        return None
    preview = _preview(form, rule)
    if preview.finds_nobody:
        return _finds_nobody(form, rule, preview)
    if preview.is_large and not form.confirmed.data:
        said = ngettext(
            "It would bring in %(num)d person at once. Say that this is meant.",
            "It would bring people in %(num)d times at once. Say that this is meant.",
            len(preview.coming),
        )
        form.confirmed.errors = [said]
        return _page(form, rule, preview), 422
    return None


def _finds_nobody(
    form: InvolvementRuleForm, rule: InvolvementRule | None, preview: Preview
) -> Reply:
    form.whom.errors = [
        gettext(
            "Nobody could come: there is nobody to choose for %(fields)s.",
            fields=", ".join(preview.fields_without),
        )
    ]
    return invalid(_FORM, form=form, item=rule)


def _preview(form: InvolvementRuleForm, rule: InvolvementRule | None) -> Preview:
    """Of a rule as the form says it, which is not kept; a changed one begins anew."""
    said = {name: value for name, value in form.values(but=_NOT_SAID).items() if name != "holds"}
    looked_at = InvolvementRule(**said, id=rule.id if rule else 0, version=0)
    looked_at.desk = db.session.get(Person, form.desk_id.data) if form.desk_id.data else None
    return previews.preview_of(looked_at)


def _page(form: InvolvementRuleForm, rule: InvolvementRule | None, preview: Preview) -> str:
    asked = request.form.get("page", default=1, type=int)
    number = min(max(asked, 1), preview.pages)
    return render_template(_PREVIEW, form=form, item=rule, preview=preview, number=number)


def _said(form: InvolvementRuleForm) -> dict[str, object]:
    return {"values": form.values(but=_NOT_SAID)}


def _saved(form: InvolvementRuleForm) -> Reply:
    db.session.commit()
    background.start(involving.involve_all)
    flash(gettext("%(name)s is saved.", name=form.name.data))
    return changed(url_for("involvement_rules.index"))


def _form(rule: InvolvementRule | None = None) -> InvolvementRuleForm:
    usual = None if rule else {"working_days": USUAL_DAYS}
    form = InvolvementRuleForm(obj=rule, data=usual)
    form.field_id.offer(choices.choices_of_fields())
    specialists = [role for role in Role if role.side is Side.SPECIALIST]
    can_come = Person.is_active & Person.role.in_(specialists)
    chosen = select(InvolvementRule.desk_id).where(InvolvementRule.id == (rule.id if rule else 0))
    form.desk_id.offer(choices.choices_of_people(or_(can_come, Person.id.in_(chosen))))
    return form
