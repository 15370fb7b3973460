"""What is kept of people themselves: their account, what they are told, and what they changed."""

from planner.access import Permission
from planner.actions import passwords, sign_ins
from planner.translation import lazy as _
from planner.views.data_use_entry import Use
from planner.views.submissions import REMEMBERED

PEOPLE: tuple[Use, ...] = (
    Use(
        _("People of ours"),
        _("To know who works here, on which side, and with which rights"),
        _("As long as the organisation keeps the person; who leaves is switched off."),
        {
            "people": "name email role unit language password_hash is_active is_administrator"
            " is_auditor field_id team_id foreign_system foreign_key foreign_url"
        },
        only=_(
            "Name, role, field and department: everybody who is signed in. The rest:"
            " administrators, and everybody of themselves. The password's fingerprint: nobody."
        ),
    ),
)

USES: tuple[Use, ...] = (
    Use(
        _("Notifications"),
        _("So that members know of a relapse before a lead does"),
        _("As long as the plan"),
        {"notifications": "person_id kind code on seen"},
        only=_("Only the person who is notified"),
    ),
    Use(
        _("History of changes"),
        _("So that nothing is lost, and everybody can see who changed what"),
        _("As long as the customer; changes of people and settings for ever"),
        {"events": "at type actor_id subject subject_name changes"},
        (Permission.SEE_PLAN, Permission.ADMINISTER),
    ),
    Use(
        _("Browsers that are signed in"),
        _("To recognise a browser without asking for the password on each page"),
        _(
            "Until signing out, or a new password; of one person at most %(number)d, without any"
            " time",
            number=sign_ins.SESSIONS_KEPT,
        ),
        {"sessions": "token_digest person_id"},
        only=_("Nobody"),
    ),
    Use(
        _("Links to set a password"),
        _("To let somebody in who has no password, or has forgotten it"),
        _(
            "Until used or replaced; it works for %(days)d days at most",
            days=passwords.LINK_LASTS.days,
        ),
        {"password_links": "token_digest person_id expires_at"},
        only=_("Nobody"),
    ),
    Use(
        _("Failed attempts to sign in"),
        _("To slow down whoever guesses passwords"),
        _(
            "%(minutes)d minutes after the last attempt they count no more, and the next attempt"
            " of anybody deletes them",
            minutes=int(sign_ins.FORGOTTEN_AFTER.total_seconds() // 60),
        ),
        {"sign_in_failures": "whom count forgotten_at"},
        only=_("Nobody"),
    ),
    Use(
        _("Forms that were sent"),
        _("So that a form that is sent twice does its work once"),
        _(
            "%(days)d days; after that the next form of anybody deletes them",
            days=REMEMBERED.days,
        ),
        {"submissions": "token person_id sent_on"},
        only=_("Nobody"),
    ),
)
