"""Whoever stands how to a plan, at every address: nothing is read or changed beyond the table."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import ColumnElement, Engine, Enum, String, select

from planner.access import Permission, Standing, allows
from planner.database import Base, db
from planner.jobs import background
from planner.models import (
    Activity,
    Comment,
    Contact,
    Conversation,
    Customer,
    Deal,
    Entry,
    Goal,
    Idea,
    Plan,
    Question,
    Review,
    SymptomAnswer,
)
from tests.access.relations import RELATIONS, Relation, surround
from tests.support.fixtures import Visitors
from tests.support.pages import Visitor
from tests.support.standings import Scene
from tests.support.statements import counted
from tests.support.stories.cast import Cast
from tests.support.stories.places import Place

# What each change takes, written down beside the program: a new address has to be entered here.
CHANGES: dict[Permission, str] = {
    Permission.ADD_ACTIVITY: "activities.create",
    Permission.CLAIM: "activities.create_claim",
    Permission.WORK_ON_ACTIVITY: (
        "activities.destroy_claim activities.create_completion activities.destroy_completion "
        "weeks.update_schedule weeks.create_completion today.create_completion"
    ),
    Permission.COMMENT: "comments.create events.update_visit",
    Permission.WORK_ON_CUSTOMER: (
        "contacts.create contacts.update contacts.destroy contracts.create contracts.update "
        "contracts.destroy customers.update potentials.create potentials.update "
        "potentials.destroy stages.create streams.create_presence terminations.update"
        " handovers.update promises.create promises.update promises.destroy"
        " promises.create_keeping promises.destroy_keeping introductions.create"
    ),
    Permission.WORK_ON_PLAN: (
        "activities.update activities.destroy activities.create_assignment "
        "assumptions.create assumptions.update assumptions.destroy business_cases.create "
        "business_cases.update business_cases.destroy case_links.create case_links.destroy "
        "flows.update scenarios.create scenarios.update scenarios.destroy "
        "value_requests.create value_requests.destroy "
        "activities.create_cancellation activities.destroy_cancellation conversations.create "
        "conversations.update conversations.destroy conversations.update_entry "
        "conversations.destroy_entry deals.create deals.update deals.destroy developments.create "
        "goals.create "
        "goals.update goals.destroy ideas.create ideas.update ideas.destroy ideas.create_adoption "
        "ideas.destroy_adoption ideas.create_rejection ideas.destroy_rejection "
        "maturity.update_symptom_answer maturity.destroy_symptom_answer members.create "
        "planned_reviews.create planned_reviews.create_held_review planning.create "
        "planning.create_completion planning_endings.create planning_rows.create "
        "planning_rows.update planning_signatures.create planning_signatures.create_handed_over "
        "planned_reviews.create_cancellation planned_reviews.destroy_cancellation plans.update "
        "plans.create_agreement playbook_uses.create postponements.create postponements.destroy "
        "questions.create questions.update "
        "questions.destroy questions.create_activity weeks.update reviews.create reviews.update "
        "reviews.destroy reviews.update_minutes reviews.create_decision "
        "sponsor_requests.create sponsor_requests.update sponsor_requests.destroy "
        "sponsor_requests.create_succession today.create_next_step"
    ),
    Permission.SIGN: (
        "goals.create_commitment goals.destroy_commitment planning_signatures.create_shared_target "
        "today.create_commitment"
    ),
    Permission.STEER: (
        "members.destroy plan_files.create plan_files.create_preview plans.create_activation "
        "plans.create_closure requests.create_acceptance requests.create_decline "
        "today.create_acceptance"
    ),
    Permission.BEGIN_PLAN: (
        "handovers.create handovers.create_acceptance handovers.create_return plans.create "
        "plans.create_successor"
    ),
    Permission.EXCEPT_FROM_POLICY: ("involvement_exceptions.create involvement_exceptions.destroy"),
    Permission.FOLLOW: "follows.create follows.destroy",
    Permission.ASK_FOR_INTRODUCTION: "requests.create_introduction",
    Permission.CREATE_CUSTOMER: (
        "customers.create new_customers.create new_customers.create_preview"
    ),
    Permission.CLEAR_UP_CUSTOMERS: "customer_deletions.create customer_mergings.create",
    Permission.ADMINISTER: (
        "first_steps.create_later first_steps.destroy_later lead_rules.create lead_rules.destroy "
        "lead_rules.update lead_rules.create_move lead_settings.update "
        "fields.create fields.update import_undos.create import_mappings.destroy "
        "import_uploads.create import_uploads.create_confirmation import_uploads.create_file "
        "import_uploads.create_preview import_uploads.destroy import_uploads.destroy_file "
        "involvement_rules.create involvement_rules.create_preview "
        "involvement_rules.update new_people.create new_people.create_preview people.create "
        "people.update people.create_password_link removals.create_team removals.create_field "
        "successions.create settings.update settings.update_ages settings.update_rhythms "
        "settings.create_logo settings.destroy_logo teams.create teams.update thresholds.update "
        "thresholds.create_preview"
    ),
    Permission.WORK_ON_LEAD: (
        "leads.create_answer leads.create_customer leads.create_rejection leads.create_release "
        "leads.destroy_consent leads.destroy_customer leads.create_assignment "
        "lead_outcomes.create_activity lead_outcomes.create_customer lead_outcomes.create_deal"
    ),
    Permission.SHARE_KITS: "content_kits.create_share",
    Permission.WRITE_KITS: "content_kits.create content_kits.update content_kits.create_picture",
    Permission.WRITE_PLAYBOOKS: (
        "playbooks.create playbooks.update playbooks.destroy playbooks.create_goal "
        "playbooks.update_goal playbooks.destroy_goal playbooks.create_activity "
        "playbooks.update_activity playbooks.destroy_activity"
    ),
    Permission.SET_TARGETS: "targets.create",
    Permission.ANSWER_VALUE_REQUEST: "value_inbox.create_acceptance value_inbox.create_decline",
    Permission.ANSWER_AS_EXECUTIVE: (
        "desk.create_acceptance desk.create_decline desk.create_outcome"
    ),
}
NEEDED = {endpoint: each for each, named in CHANGES.items() for endpoint in named.split()}
# What is one's own whoever one is, and what only one person has: the writer of a comment, who was
# told, who has asked. The newest event and target are of a team that nobody here leads.
OF_ONESELF = {
    *("availabilities.create", "availabilities.destroy", "availabilities.update_deputy"),
    *("comments.update", "comments.destroy"),
    *("connections.create", "connections.destroy"),
    *("feeds.create", "feeds.destroy"),
    *("introductions.create_answer", "introductions.destroy"),
    *("events.create_undo", "events.create_resumption", "events.create_restoration"),
    *("involvements.create_acceptance", "involvements.create_decline"),
    *(
        "language.update",
        "lead_forms.create",
        "notifications.create_refusal",
        "notifications.update",
    ),
    *("notifications.update_choices", "passwords.create", "passwords.update", "profile.update"),
    *("saved_views.create", "saved_views.update", "saved_views.destroy"),
    *("requests.create", "requests.destroy", "sign_ins.create", "sign_ins.destroy"),
    "shown_cases.create",  # open to whoever has its address
    *("talks.create", "targets.update", "targets.destroy", "tokens.create", "tokens.destroy"),
    *("webhooks.create", "webhooks.destroy", "webhooks.create_rotation"),
    *("webhooks.create_pause", "webhooks.destroy_pause", "webhook_deliveries.create_retry"),
}
OF_ACTIVITIES = re.compile(r"(activities|weeks)\.(?!create$)|today\.create_completion")
REFUSED = {403, 404}
SENT = {"POST", "PUT", "PATCH", "DELETE"}
READ_BY: dict[Permission, tuple[type[Base], ...]] = {
    Permission.SEE_PLAN: (
        *(Goal, Deal, Conversation, Entry, Idea, Question, Review, Contact, Customer, Activity),
    ),
    Permission.SEE_COMMENTS: (Comment,),
    Permission.SEE_RATING: (SymptomAnswer,),
}
SHORTEST = 9
"""Shorter texts stand on many pages by chance."""


def test_every_change_is_in_the_matrix(app: Flask, cast: Cast) -> None:
    changing = {
        rule.endpoint for rule in app.url_map.iter_rules() if SENT.intersection(rule.methods or ())
    }
    assert changing == NEEDED.keys() | OF_ONESELF


@pytest.mark.databases("sqlite")
def test_nobody_reads_or_changes_anything_anywhere_beyond_the_table(
    app: Flask, cast: Cast, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is changed on the way is never committed; all that is wrong is said at once."""
    scene, people = surround(app, cast)
    visitors = {who: visitor(person) for who, person in people.items()}
    texts = list(texts_of_plan(app))
    app.config["WTF_CSRF_ENABLED"] = False
    monkeypatch.setattr(db.session, "commit", db.session.flush)
    with app.app_context():
        engine = db.engine
    wrong = []
    for called, relation in RELATIONS.items():
        somebody = visitors[relation.who]
        found = [
            *_changed(engine, scene, relation, somebody),
            *_read(scene, relation, somebody, texts),
        ]
        wrong += [f"{called}: {what}" for what in found]
    assert wrong == [], "\n".join(wrong)


def _changed(engine: Engine, scene: Scene, relation: Relation, somebody: Visitor) -> Iterator[str]:
    """The changes that are refused against the table, or not refused, or leave something behind."""
    for place in scene.places:
        if place.method == "GET" or place.endpoint not in NEEDED:
            continue
        with counted(engine) as statements:
            answer = somebody.client.open(_address(scene, place, relation), method=place.method)
        background.wait()  # what was begun is not to be taken for what the next one writes
        with somebody.client.session_transaction() as session:
            session.pop("_flashes", None)
        status, allowed = answer.status_code, may(place, relation)
        if allowed == (status in REFUSED) or (
            not allowed and not hidden_well(place, relation, status)
        ):
            yield f"{place.method} {place.endpoint}: {status}"
        if not allowed:
            yield from (f"{place.endpoint} writes: {one}" for one in statements if _writes(one))


def _address(scene: Scene, place: Place, relation: Relation) -> str:
    """That of the activity to which somebody stands so, where it is about one."""
    own = f"/activities/{scene.activity_ids[relation.activities[0]]}"
    return re.sub(r"/activities/\d+", own, place.address)


def may(place: Place, relation: Relation) -> bool:
    there = relation.standings - _elsewhere(place)
    # What is the customer's belongs to those who read its plan, once there is one.
    hidden = place.of_plan and not allows(_sight(place), there)
    return not hidden and allows(NEEDED[place.endpoint], there)


def _sight(place: Place) -> Permission:
    if place.endpoint.startswith("desk."):
        return Permission.SEE_BRIEFING
    if _is_of_lead(place):
        return Permission.SEE_LEAD
    if place.endpoint.startswith("value_inbox."):
        return Permission.ANSWER_VALUE_REQUEST
    of_activity = OF_ACTIVITIES.match(place.endpoint)
    return Permission.SEE_ACTIVITY if of_activity else Permission.SEE_PLAN


def _is_of_lead(place: Place) -> bool:
    return NEEDED.get(place.endpoint) is Permission.WORK_ON_LEAD


def _elsewhere(place: Place) -> set[Standing]:
    """Who stands so to one activity stands so to nothing else of the plan."""
    of_activity = {Standing.ASSIGNEE, Standing.PARTICIPANT, Standing.FIELD_SPECIALIST}
    return set() if _sight(place) is Permission.SEE_ACTIVITY else of_activity


def hidden_well(place: Place, relation: Relation, status: int) -> bool:
    """Whoever may not even know of it is told that there is nothing."""
    there = relation.standings - _elsewhere(place)
    is_seen = place.of_plan or _is_of_lead(place)
    return status == 404 or (is_seen and allows(_sight(place), there))


def _writes(statement: str) -> bool:
    """Whether it changes more than when somebody was here last."""
    return re.match(r"(INSERT|UPDATE|DELETE)(?! sessions)", statement) is not None


def _read(
    scene: Scene, relation: Relation, somebody: Visitor, texts: list[tuple[str, Base]]
) -> Iterator[str]:
    """The texts of the plan that stand on a page although the table gives no sight of them."""
    unseen = [(text, item) for text, item in texts if not sees(scene, relation, text, item)]
    for address in scene.addresses() if unseen else ():
        if address.startswith("/shown-cases/"):
            continue  # open to whoever has its address: test_shown_cases.py says what it shows
        answer = somebody.client.get(address, headers={"Accept-Language": "en"})
        page = unescape(answer.get_data(as_text=True)) if "text" in (answer.mimetype or "") else ""
        shown = {f"{type(item).__name__} {text!r}" for text, item in unseen if text in page}
        if shown and answer.status_code != 302:
            yield f"GET {address}: {answer.status_code} shows {sorted(shown)}"


def texts_of_plan(app: Flask) -> Iterator[tuple[str, Base]]:
    """All that people have written on the plan, with what it was written on."""
    with app.app_context():
        plan = db.session.scalars(select(Plan).order_by(Plan.id.desc())).first()
        assert plan is not None
        for model in {model for models in READ_BY.values() for model in models}:
            columns = [c.key for c in model.__table__.columns if _is_text(c)]
            for item in db.session.scalars(select(model)):
                if not isinstance(item, Customer) or item is plan.customer:
                    written = [getattr(item, column) or "" for column in columns]
                    yield from ((text, item) for text in written if len(text) >= SHORTEST)
        db.session.expunge_all()


def _is_text(column: ColumnElement[Any]) -> bool:
    is_kind = isinstance(column.type, Enum) or column.key in ("key", "subject")
    return isinstance(column.type, String) and not is_kind


def sees(scene: Scene, relation: Relation, text: str, item: Base) -> bool:
    there = relation.standings
    if _is_own(scene, relation, item):
        return allows(Permission.SEE_ACTIVITY, there)
    if isinstance(item, Customer) and text == item.name:
        # Whoever has a lead reads of which customer it is, or may be.
        named_by = {Permission.SEE_ACTIVITY, Permission.SEE_BRIEFING, Permission.SEE_LEAD}
        named_by.add(Permission.ANSWER_VALUE_REQUEST)
        return any(allows(permission, there) for permission in named_by)
    if isinstance(item, Contact) and allows(Permission.WORK_ON_ACTIVITY, there):
        return True  # who works on a visit says whom they met
    needed = next(each for each, models in READ_BY.items() if isinstance(item, models))
    return allows(needed, there)


def _is_own(scene: Scene, relation: Relation, item: Base) -> bool:
    own = {scene.activity_ids[each] for each in relation.activities}
    return isinstance(item, Activity) and item.id in own
