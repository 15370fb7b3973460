"""The public form: for everybody, in a frame of another site too, without cookies."""

from flask import (
    Blueprint,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from planner.extensions import csrf
from planner.jobs import background, leads as jobs
from planner.leads.actions import arrivals, guards
from planner.leads.forms.public import PublicLeadForm
from planner.leads.views import seals
from planner.queries.people import form_settings, logos
from planner.queries.people.form_settings import LeadFormSettings
from planner.translation import LANGUAGES
from planner.views.people.public_pages import policy_for, protect, stylesheet_of
from planner.views.web import choices, db, gettext, public
from planner.words import ngettext, speaking

bp = Blueprint("lead_forms", __name__)
_FORM, _THANKS = "leads/public/new.html", "leads/public/show.html"


@bp.get("/lead-form/<language>")
@public
def new(language: str) -> Response:
    """What the address says of source, campaign and kit goes along with the form."""
    settings = _open_form(language)
    with speaking(language):
        said = {name: request.args.get(name) for name in ("source", "campaign", "kit")}
        form = _form(settings, said)
        return _page(_FORM, settings, language, form=form)


@bp.post("/lead-form/<language>")
@public
def create(language: str) -> Response:
    settings = _open_form(language)
    with speaking(language):
        form = _form(settings)
        if not form.validate():
            return _again(form, settings, language)
        try:
            guards.count_address(request.remote_addr or "")
            db.session.commit()
            return _received(form, settings, language)
        except guards.TooOften as refusal:
            db.session.commit()
            return _too_often(form, settings, language, refusal.seconds)


# Whoever sends it has no session here, and what is sent does nothing in anybody's name.
csrf.exempt(create)


@bp.get("/lead-form/<language>/thanks")
@public
def show(language: str) -> Response:
    settings = _open_form(language)
    with speaking(language):
        return _page(_THANKS, settings, language)


@bp.get("/lead-form/look.css")
@public
def show_look() -> Response:
    """The two colours, as a file of ours: a page of ours takes styles from nowhere else."""
    answer = make_response(stylesheet_of(form_settings.current()))
    answer.mimetype = "text/css"
    return answer


def _open_form(language: str) -> LeadFormSettings:
    settings = form_settings.current()
    if language not in LANGUAGES or not settings.is_open:
        abort(404)
    return settings


def _received(form: PublicLeadForm, settings: LeadFormSettings, language: str) -> Response:
    copy = seals.copy_of(form.seal.data)
    if copy is None or form.fax.data:
        said = gettext("This could not be taken. Please look over it and send it once more.")
        form.form_errors.append(said)
        return _again(form, settings, language)
    if copy.consent_version != settings.consent_version:
        return _ask_again(form, settings, language)
    if guards.is_first_of(copy.name):
        guards.count_form()
        arrivals.receive(
            form.told,
            consent=settings.consent(language),
            consent_version=settings.consent_version,
            share=form.kit.data,
        )
        db.session.commit()
        background.start(jobs.place_waiting)
    return make_response(redirect(url_for("lead_forms.show", language=language), 303))


def _again(form: PublicLeadForm, settings: LeadFormSettings, language: str) -> Response:
    """With all that was typed. Who has had the form open mends it in less time than a form takes to
    fill in; a copy that was none becomes a new one, and what was wrong with it is not said."""
    form.seal.data = seals.kept(form.seal.data, settings.consent_version)
    form.fax.data = ""
    return _page(_FORM, settings, language, 422, form=form)


def _ask_again(form: PublicLeadForm, settings: LeadFormSettings, language: str) -> Response:
    """Nobody has agreed to words that were not there when they read them."""
    form.agreed.data = False
    form.agreed.errors = [
        gettext("What you agree to has changed meanwhile. Please read it and agree to it.")
    ]
    return _again(form, settings, language)


def _too_often(
    form: PublicLeadForm, settings: LeadFormSettings, language: str, seconds: int
) -> Response:
    minutes = -(-seconds // 60)
    form.form_errors.append(
        ngettext(
            "The form was sent very often. Please send it again in %(num)d minute; what you typed"
            " is still here.",
            "The form was sent very often. Please send it again in %(num)d minutes; what you typed"
            " is still here.",
            minutes,
        )
    )
    form.seal.data, form.fax.data = seals.new(settings.consent_version), ""
    answer = _page(_FORM, settings, language, 429, form=form)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _form(settings: LeadFormSettings, said: dict[str, str | None] | None = None) -> PublicLeadForm:
    form = PublicLeadForm(data=said)
    form.field_id.offer(choices.choices_of_fields())
    if not form.seal.data:
        form.seal.data = seals.new(settings.consent_version)
    return form


def _page(
    template: str, settings: LeadFormSettings, language: str, status: int = 200, **shown: object
) -> Response:
    body = render_template(
        template, settings=settings, language=language, logo=logos.address_of_logo(), **shown
    )
    return protect(make_response(body, status), policy_for(settings))
