"""What of the program has pages: the nouns, by their cards, and what is listed here."""

from collections.abc import Iterator
from importlib import import_module

from flask import Blueprint, Flask

from planner.administration.views import audit, data_use, removals, roles, successions
from planner.api.views import descriptions, door, problem_pages
from planner.business_cases.views import shown_cases
from planner.customer_page.views import customer_pages
from planner.first_hour.views import first_steps
from planner.involvement.actions import hook as involvement_hook
from planner.my_work.views import availabilities, pool, today, weeks
from planner.nouns import NOUNS
from planner.planfiles.views import plan_files
from planner.playbooks.actions import hook as playbook_hook
from planner.reach.views import connections, introductions, reach
from planner.relationships.views import relationships
from planner.search.views import searches, shortcuts
from planner.team.capacity.views import capacity, capacity_activities
from planner.team.coverage.views import cells, coverage, coverage_boards
from planner.team.maturity.views import maturity_map, maturity_plans, one_sided_plans
from planner.team.pipeline.views import pipeline, pipeline_deals
from planner.team.reviews.views import team_reviews
from planner.team.signatures.views import team_signatures
from planner.views.history import as_of_day, events, undo_offers
from planner.views.live import sections, streams, subscriptions
from planner.views.maturity import first_remedy, rating_strip
from planner.views.notices import notifications
from planner.views.people import passwords, profile, saved_views, sign_ins
from planner.views.web import (
    cache,
    errors,
    filters,
    gate,
    home,
    language,
    layout,
    read_again,
    rescued_forms,
    source,
    static,
    templating,
)
from planner.views.web.http import mount, security
from planner.views.web.troubles import answers, health
from planner.wallet.views import wallets
from planner.work_list.views import work_list

_OF_NO_NOUN = (
    audit.bp,
    availabilities.bp,
    capacity.bp,
    capacity_activities.bp,
    cells.bp,
    connections.bp,
    coverage.bp,
    coverage_boards.bp,
    customer_pages.bp,
    data_use.bp,
    events.bp,
    first_steps.bp,
    health.bp,
    home.bp,
    introductions.bp,
    language.bp,
    maturity_map.bp,
    maturity_plans.bp,
    notifications.bp,
    one_sided_plans.bp,
    passwords.bp,
    as_of_day.bp,
    successions.bp,
    pipeline.bp,
    pipeline_deals.bp,
    plan_files.bp,
    pool.bp,
    profile.bp,
    reach.bp,
    relationships.bp,
    descriptions.bp,
    problem_pages.bp,
    removals.bp,
    roles.bp,
    saved_views.bp,
    searches.bp,
    sections.bp,
    shown_cases.bp,
    shortcuts.bp,
    sign_ins.bp,
    source.bp,
    streams.bp,
    subscriptions.bp,
    team_reviews.bp,
    team_signatures.bp,
    today.bp,
    wallets.bp,
    weeks.bp,
    work_list.bp,
)


def init_app(app: Flask) -> None:
    """Give the application its pages, and what stands before and around all of them."""
    read_again.init_app(app)
    door.init_app(app)
    security.init_app(app)
    static.init_app(app)
    mount.init_app(app)
    language.init_app(app)
    gate.init_app(app)
    errors.init_app(app)
    health.init_app(app)
    answers.init_app(app)
    templating.init_app(app)
    filters.init_app(app)
    rescued_forms.init_app(app)
    subscriptions.init_app(app)
    cache.init_app(app)
    data_use.init_app(app)
    layout.init_app(app)
    rating_strip.init_app(app)
    first_remedy.init_app(app)
    undo_offers.init_app(app)
    involvement_hook.listen()
    playbook_hook.listen()
    for blueprint in (*_of_nouns(), *_OF_NO_NOUN):
        app.register_blueprint(blueprint)
    mount.refuse_own_path(app)


def _of_nouns() -> Iterator[Blueprint]:
    """Views import the cards, so that these name them and cannot import them."""
    return (import_module(f"planner.{name}").bp for noun in NOUNS for name in noun.views)
