"""The words for what hangs on one person."""

from planner.translation import lazy as _

RELATIONSHIP_CODES: dict[str, str] = {
    "known_by_nobody": _("Nobody of ours knows them, though they matter."),
    "known_by_one": _("Only one of ours knows them, though they matter."),
    "single_thread": _("All talks of late were with this one person."),
}
