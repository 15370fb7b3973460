"""The one list of blueprints: what of the program has pages."""

from flask import Flask

from planner.administration.views import (
    audit,
    data_use,
    fields,
    new_people,
    people,
    removals,
    roles,
    settings,
    successions,
    teams,
    thresholds,
)
from planner.customer_page.views import customer_pages
from planner.first_hour.views import first_steps
from planner.my_work.views import availabilities, pool, weeks
from planner.planfiles.views import plan_files
from planner.playbooks.views import playbook_uses, playbooks
from planner.team.capacity.views import capacity, capacity_activities
from planner.team.coverage.views import cells, coverage, coverage_boards
from planner.team.maturity.views import maturity_map, maturity_plans, one_sided_plans
from planner.team.pipeline.views import pipeline, pipeline_deals
from planner.team.reviews.views import team_reviews
from planner.team.targets.views import targets
from planner.views.history import as_of_day, events, undo_offers
from planner.views.live import sections, streams, subscriptions
from planner.views.maturity import maturity, rating_strip
from planner.views.notices import notifications
from planner.views.people import passwords, profile, sign_ins
from planner.views.plan import (
    comments,
    contacts,
    customer_deletions,
    customer_mergings,
    customers,
    deals,
    goals,
    ideas,
    members,
    new_customers,
    plans,
    potentials,
    questions,
    requests,
)
from planner.views.plan.activities import activities
from planner.views.plan.reviews import planned_reviews, reviews
from planner.views.plan.talks import conversations, talks
from planner.views.web import (
    cache,
    errors,
    gate,
    home,
    language,
    mount,
    rescued_forms,
    security,
    source,
    static,
    templating,
)
from planner.views.web.troubles import answers, health

BLUEPRINTS = (
    activities.bp,
    audit.bp,
    availabilities.bp,
    capacity.bp,
    capacity_activities.bp,
    cells.bp,
    comments.bp,
    contacts.bp,
    conversations.bp,
    coverage.bp,
    coverage_boards.bp,
    customer_deletions.bp,
    customer_mergings.bp,
    customer_pages.bp,
    customers.bp,
    data_use.bp,
    deals.bp,
    events.bp,
    fields.bp,
    first_steps.bp,
    goals.bp,
    health.bp,
    home.bp,
    ideas.bp,
    language.bp,
    maturity.bp,
    maturity_map.bp,
    maturity_plans.bp,
    members.bp,
    new_customers.bp,
    new_people.bp,
    notifications.bp,
    one_sided_plans.bp,
    passwords.bp,
    as_of_day.bp,
    people.bp,
    successions.bp,
    pipeline.bp,
    pipeline_deals.bp,
    plan_files.bp,
    planned_reviews.bp,
    plans.bp,
    playbook_uses.bp,
    playbooks.bp,
    pool.bp,
    potentials.bp,
    profile.bp,
    questions.bp,
    removals.bp,
    requests.bp,
    reviews.bp,
    roles.bp,
    sections.bp,
    settings.bp,
    sign_ins.bp,
    source.bp,
    streams.bp,
    subscriptions.bp,
    talks.bp,
    targets.bp,
    team_reviews.bp,
    teams.bp,
    thresholds.bp,
    weeks.bp,
)


def init_app(app: Flask) -> None:
    """Give the application its pages, and what stands before and around all of them."""
    security.init_app(app)
    static.init_app(app)
    mount.init_app(app)
    language.init_app(app)
    gate.init_app(app)
    errors.init_app(app)
    health.init_app(app)
    answers.init_app(app)
    templating.init_app(app)
    rescued_forms.init_app(app)
    subscriptions.init_app(app)
    cache.init_app(app)
    rating_strip.init_app(app)
    undo_offers.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    mount.refuse_own_path(app)
