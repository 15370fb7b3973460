"""The one list of blueprints: what of the program has pages."""

from flask import Flask

from planner.administration.views import (
    ages,
    audit,
    data_use,
    fields,
    logos,
    people,
    review_rhythms,
    roles,
    settings,
    successions,
    teams,
    threshold_previews,
    thresholds,
)
from planner.customer_page.views import customer_page_files, customer_pages
from planner.my_work.views import availabilities, pool, schedules, weeks
from planner.planfiles.views import plan_file_previews, plan_files
from planner.playbooks.views import playbook_activities, playbook_goals, playbook_uses, playbooks
from planner.team.capacity.views import capacity, capacity_activities
from planner.team.coverage.views import cells, coverage, coverage_boards
from planner.team.maturity.views import maturity_map, maturity_plans, one_sided_plans
from planner.team.pipeline.views import pipeline, pipeline_deals
from planner.team.reviews.views import team_reviews
from planner.team.targets.views import targets
from planner.views.history import as_of_day, events, undo_offers, visits
from planner.views.live import changes, polled_pages, presences, sections, streams, subscriptions
from planner.views.maturity import maturity, rating_strip
from planner.views.notices import notification_choices, notifications, unsubscribe
from planner.views.people import passwords, profile, sign_ins
from planner.views.plan import (
    comments,
    contacts,
    customers,
    deals,
    goals,
    ideas,
    members,
    plans,
    potentials,
    questions,
    requests,
)
from planner.views.plan.activities import activities
from planner.views.plan.reviews import minutes, planned_reviews, reviews
from planner.views.plan.talks import conversations, entries, talks
from planner.views.web import (
    cache,
    drafts,
    errors,
    gate,
    health,
    home,
    language,
    security,
    source,
    static,
    templating,
    week_words,
)

BLUEPRINTS = (
    activities.bp,
    ages.bp,
    audit.bp,
    availabilities.bp,
    capacity.bp,
    capacity_activities.bp,
    cells.bp,
    changes.bp,
    comments.bp,
    contacts.bp,
    conversations.bp,
    coverage.bp,
    coverage_boards.bp,
    customer_page_files.bp,
    customer_pages.bp,
    customers.bp,
    data_use.bp,
    deals.bp,
    entries.bp,
    events.bp,
    fields.bp,
    goals.bp,
    health.bp,
    home.bp,
    ideas.bp,
    language.bp,
    logos.bp,
    maturity.bp,
    maturity_map.bp,
    maturity_plans.bp,
    members.bp,
    minutes.bp,
    notification_choices.bp,
    notifications.bp,
    one_sided_plans.bp,
    passwords.bp,
    as_of_day.bp,
    people.bp,
    successions.bp,
    pipeline.bp,
    pipeline_deals.bp,
    plan_file_previews.bp,
    plan_files.bp,
    planned_reviews.bp,
    plans.bp,
    playbook_activities.bp,
    playbook_goals.bp,
    playbook_uses.bp,
    playbooks.bp,
    polled_pages.bp,
    pool.bp,
    potentials.bp,
    presences.bp,
    profile.bp,
    questions.bp,
    requests.bp,
    review_rhythms.bp,
    reviews.bp,
    roles.bp,
    schedules.bp,
    sections.bp,
    settings.bp,
    sign_ins.bp,
    source.bp,
    streams.bp,
    talks.bp,
    targets.bp,
    team_reviews.bp,
    teams.bp,
    threshold_previews.bp,
    thresholds.bp,
    unsubscribe.bp,
    visits.bp,
    weeks.bp,
)


def init_app(app: Flask) -> None:
    """Give the application its pages, and what stands before and around all of them."""
    security.init_app(app)
    static.init_app(app)
    language.init_app(app)
    gate.init_app(app)
    errors.init_app(app)
    templating.init_app(app)
    drafts.init_app(app)
    subscriptions.init_app(app)
    polled_pages.init_app(app)
    cache.init_app(app)
    rating_strip.init_app(app)
    undo_offers.init_app(app)
    week_words.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
