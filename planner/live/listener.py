"""Somebody who was let in to hear of a plan."""

from dataclasses import dataclass

from planner.queries.live.presences import Window


@dataclass(frozen=True, slots=True)
class Listener:
    """`said` is how far the browser says it has read, as it says it; `session` is the digest of its
    session's token. `for_members` says whether nothing of the plan is kept from the person,
    `shares` whether other windows of the same browser listen on the same connection."""

    window: Window
    customer_id: int
    session: str
    for_members: bool
    said: str | None
    shares: bool = False

    @property
    def plan_id(self) -> int:
        return self.window.plan_id

    @property
    def person_id(self) -> int:
        return self.window.person_id
