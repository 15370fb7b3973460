"""Which events somebody wants: their types, as `goal.created`, `goal.*` or `*`."""

from collections.abc import Iterable
from typing import Final

from planner.actions.errors import Refused
from planner.api.event_log import TYPES
from planner.setting_addresses import WebhookHosts
from planner.webhooks.addresses import receiver_address_of

EVERYTHING: Final = "*"
_OF_NOUN: Final = ".*"
KNOWN: Final = (
    EVERYTHING,
    *sorted({*TYPES, *(f"{kind.split('.')[0]}{_OF_NOUN}" for kind in TYPES)}),
)


def wanted_types(said: Iterable[str]) -> list[str]:
    """Each once; all where nothing is said. Raise Refused for what there is not."""
    listed = list(dict.fromkeys(filter(None, (each.strip() for each in said)))) or [EVERYTHING]
    for each in listed:
        if each not in KNOWN:
            raise Refused(
                "%(type)s is no type of what happens here. Write one as goal.created, goal.* for"
                " all of goals, or * for everything.",
                field="types",
                type=each[:100],
            )
    return listed


def checked(url: str, types: Iterable[str], hosts: WebhookHosts) -> tuple[str, list[str]]:
    """Address and types as they are kept; raise Refused for an address to which nothing is sent, or
    for types that there are not."""
    receiver_address_of(url, hosts)
    return url, wanted_types(types)


def is_type_wanted(kind: str, types: Iterable[str]) -> bool:
    noun = kind.partition(".")[0]
    return any(each in (EVERYTHING, kind, f"{noun}{_OF_NOUN}") for each in types)
