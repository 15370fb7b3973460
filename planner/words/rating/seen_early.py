"""What was seen, from the dinosaur to the bronze age; each sentence has its counts and days."""

from collections.abc import Callable

from flask_babel import gettext, ngettext

from planner.rating import Thresholds


def _no_specialist(count: int, limits: Thresholds) -> str:
    return ngettext(
        "There is potential in %(num)d field, and after more than %(days)d days nobody of the"
        " specialist side is on the plan.",
        "There is potential in %(num)d fields, and after more than %(days)d days nobody of the"
        " specialist side is on the plan.",
        count,
        days=limits.no_specialist_days,
    )


def _door_closed(count: int, limits: Thresholds) -> str:
    return ngettext(
        "%(num)d request to join was declined or has waited for more than %(days)d days, and"
        " nobody of the specialist side is on the plan.",
        "%(num)d requests to join were declined or have waited for more than %(days)d days, and"
        " nobody of the specialist side is on the plan.",
        count,
        days=limits.door_closed_days,
    )


def _potential_unscreened(_count: int, limits: Thresholds) -> str:
    return gettext(
        "Nobody of the specialist side is on the plan, and no potential was screened in the last"
        " %(days)d days.",
        days=limits.potential_unscreened_days,
    )


def _field_uncovered(count: int, _limits: Thresholds) -> str:
    return ngettext(
        "There is potential in %(num)d field for which no specialist is on the plan.",
        "There is potential in %(num)d fields for which no specialist is on the plan.",
        count,
    )


def _generalist_silent(_count: int, limits: Thresholds) -> str:
    return gettext(
        "In the last %(days)d days the generalist side has written no talk, and added, taken or"
        " finished no activity.",
        days=limits.generalist_silent_days,
    )


def _contacts_undocumented(count: int, limits: Thresholds) -> str:
    return ngettext(
        "%(num)d activity with the customer is done and not written up; of those in the last"
        " %(days)d days fewer than %(share)d %% are.",
        "%(num)d activities with the customer are done and not written up; of those in the last"
        " %(days)d days fewer than %(share)d %% are.",
        count,
        days=limits.window_days,
        share=limits.contacts_undocumented_percent,
    )


def _conversation_stale(count: int, limits: Thresholds) -> str:
    return ngettext(
        "%(num)d topic has had no news for more than %(days)d days and is neither won, lost nor"
        " parked.",
        "%(num)d topics have had no news for more than %(days)d days and are neither won, lost"
        " nor parked.",
        count,
        days=limits.conversation_stale_days,
    )


def _kept_out(count: int, limits: Thresholds) -> str:
    return ngettext(
        "There was no joint contact in the last %(window)d days, and %(num)d request of the"
        " specialist side was declined or has waited for more than %(days)d days.",
        "There was no joint contact in the last %(window)d days, and %(num)d requests of the"
        " specialist side were declined or have waited for more than %(days)d days.",
        count,
        days=limits.kept_out_days,
        window=limits.window_days,
    )


def _no_interaction(_count: int, limits: Thresholds) -> str:
    return gettext(
        "The specialist side has been on the plan for %(days)d days or more, and nothing joint"
        " has happened in the last %(window)d days.",
        days=limits.no_interaction_days,
        window=limits.window_days,
    )


def _openings_unclaimed(count: int, limits: Thresholds) -> str:
    return ngettext(
        "%(num)d activity that the generalist side added more than %(days)d days ago is still"
        " open.",
        "%(num)d activities that the generalist side added more than %(days)d days ago are still"
        " open.",
        count,
        days=limits.openings_unclaimed_days,
    )


def _stranger(count: int, limits: Thresholds) -> str:
    return ngettext(
        "After %(days)d days or more on the plan, %(num)d membership of the specialist side has"
        " brought no contact with the customer.",
        "After %(days)d days or more on the plan, %(num)d memberships of the specialist side have"
        " brought no contact with the customer.",
        count,
        days=limits.stranger_days,
    )


SEEN_EARLY: dict[str, Callable[[int, Thresholds], str]] = {
    "no_specialist": _no_specialist,
    "door_closed": _door_closed,
    "potential_unscreened": _potential_unscreened,
    "field_uncovered": _field_uncovered,
    "generalist_silent": _generalist_silent,
    "contacts_undocumented": _contacts_undocumented,
    "conversation_stale": _conversation_stale,
    "kept_out": _kept_out,
    "no_interaction": _no_interaction,
    "openings_unclaimed": _openings_unclaimed,
    "stranger": _stranger,
}
