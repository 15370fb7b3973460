"""What was seen in the iron age; each sentence has its counts and days."""

from collections.abc import Callable

from flask_babel import gettext, ngettext

from planner.rating import Thresholds


def _no_goals(_count: int, _limits: Thresholds) -> str:
    return gettext("Both sides were with the customer together, and there is no live goal.")


def _goals_not_shared(count: int, limits: Thresholds) -> str:
    return ngettext(
        "%(num)d live goal is not shared by both sides; fewer than %(share)d %% of all are.",
        "%(num)d live goals are not shared by both sides; fewer than %(share)d %% of all are.",
        count,
        share=limits.goals_not_shared_percent,
    )


def _targets_diverge(count: int, limits: Thresholds) -> str:
    return ngettext(
        "%(num)d live goal is signed by both sides with targets that do not agree: more than"
        " %(share)d %% apart, or one is missing.",
        "%(num)d live goals are signed by both sides with targets that do not agree: more than"
        " %(share)d %% apart, or one is missing.",
        count,
        share=limits.targets_agree_percent,
    )


def _no_ideas(count: int, limits: Thresholds) -> str:
    return ngettext(
        "%(num)d joint contact, and no idea from the specialist side in the last %(days)d days.",
        "%(num)d joint contacts, and no idea from the specialist side in the last %(days)d days.",
        count,
        days=limits.window_days,
    )


def _work_one_sided(_count: int, limits: Thresholds) -> str:
    return gettext(
        "More than %(share)d %% of the assigned activities of the last %(days)d days lie with one"
        " side.",
        days=limits.window_days,
        share=limits.work_one_sided_percent,
    )


def _follow_up_missing(count: int, limits: Thresholds) -> str:
    return ngettext(
        "%(num)d joint contact is more than %(days)d days old and has neither a next step nor an"
        " activity added in the %(within)d days after it.",
        "%(num)d joint contacts are more than %(days)d days old and have neither a next step nor"
        " an activity added in the %(within)d days after them.",
        count,
        days=limits.follow_up_missing_days,
        within=limits.follow_up_missing_within_days,
    )


def _promises_overdue(count: int, limits: Thresholds) -> str:
    return ngettext(
        "%(num)d planned activity is more than %(days)d days overdue.",
        "%(num)d planned activities are more than %(days)d days overdue.",
        count,
        days=limits.promises_overdue_days,
    )


def _no_steering(_count: int, limits: Thresholds) -> str:
    return gettext(
        "There was no joint review in the last %(days)d days.", days=limits.no_steering_days
    )


def _log_one_sided(_count: int, limits: Thresholds) -> str:
    return gettext(
        "More than %(share)d %% of the talks of the last %(days)d days were written by one side.",
        days=limits.window_days,
        share=limits.log_one_sided_percent,
    )


SEEN_IRON: dict[str, Callable[[int, Thresholds], str]] = {
    "no_goals": _no_goals,
    "goals_not_shared": _goals_not_shared,
    "targets_diverge": _targets_diverge,
    "no_ideas": _no_ideas,
    "work_one_sided": _work_one_sided,
    "follow_up_missing": _follow_up_missing,
    "promises_overdue": _promises_overdue,
    "no_steering": _no_steering,
    "log_one_sided": _log_one_sided,
}
