"""What can go wrong, each with its own address: `/problems/validation`."""

from dataclasses import dataclass
from typing import Any, Final

from planner.translation import lazy as _


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """`title` says what it is, `remedy` what to do."""

    status: int
    title: str
    remedy: str


KINDS: Final = {
    "request": ProblemKind(
        400,
        _("The request cannot be read"),
        _("The body is no JSON, or the address has a parameter or a value that there is not."),
    ),
    "token": ProblemKind(
        401,
        _("There is no token that holds"),
        _("Send “Authorization: Bearer” with a token that is neither over nor revoked."),
    ),
    "scope": ProblemKind(
        403,
        _("The token is not made for this"),
        _("Make a token whose scope holds what you want to do."),
    ),
    "permission": ProblemKind(
        403,
        _("You may not do this"),
        _(
            "The token may what the person may who has made it; the page “Who may do what” says"
            " what that is."
        ),
    ),
    "not-found": ProblemKind(
        404,
        _("There is nothing here, or nothing that you may see"),
        _("Look at the address, and at who owns the token."),
    ),
    "method": ProblemKind(
        405, _("This cannot be done here"), _("The header “Allow” names what can.")
    ),
    "conflict": ProblemKind(
        409,
        _("It cannot be done as things stand"),
        _("The detail says what is in the way."),
    ),
    "version": ProblemKind(
        412,
        _("Somebody else has changed the same"),
        _("Read it again, look at the conflicts, and send what you want with the new ETag."),
    ),
    "size": ProblemKind(413, _("This is too large"), _("Send less at once.")),
    "media-type": ProblemKind(
        415,
        _("This kind of content is not read here"),
        _("Send application/json, or to change something application/merge-patch+json."),
    ),
    "validation": ProblemKind(
        422,
        _("Something in it is not valid"),
        _("Each of the errors says where, and what to do."),
    ),
    "version-needed": ProblemKind(
        428,
        _("It takes If-Match to change or delete this"),
        _("Read it first, and send its ETag."),
    ),
    "rate": ProblemKind(
        429, _("These were too many requests"), _("Go on after as long as “Retry-After” says.")
    ),
    "internal": ProblemKind(
        500, _("Something went wrong here"), _("Nothing was changed; try again.")
    ),
    "unavailable": ProblemKind(
        503, _("The database does not answer"), _("Nothing was changed; try again in a moment.")
    ),
}


@dataclass(frozen=True, slots=True)
class FieldError:
    """`pointer` is a JSON pointer into what was sent."""

    pointer: str
    message: str


class Problem(Exception):
    """One of `KINDS`, with what is to be said of this case."""

    def __init__(
        self,
        kind: str,
        detail: str = "",
        *,
        errors: tuple[FieldError, ...] = (),
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind = kind
        self.detail = detail
        self.errors = errors
        self.headers = headers or {}
        self.more = more


def kind_of_status(status: int) -> str:
    """For what Flask or Werkzeug say by themselves."""
    by_status = {each.status: name for name, each in KINDS.items()}
    by_status[403] = "permission"
    if status in by_status:
        return by_status[status]
    return "request" if status < 500 else "internal"  # noqa: PLR2004 - whose fault it is
