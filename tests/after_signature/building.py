"""Customers for the tests of the rules before and after the signature.

The cast is that of the rating's tests: Bea is a business developer, Carl a customer developer, Anna
a generalist who owns the plan, Tom an inside account manager, Jo a specialist.
"""

from datetime import date, timedelta
from typing import Any, Self

from planner.after_signature.account import Account, account_on
from planner.after_signature.handover_codes import handovers_as_json
from planner.after_signature.next_steps import best_step
from planner.after_signature.renewals import contracts_as_json
from planner.after_signature.showing import customer_as_json
from planner.planfiles.account_facts import account_facts_from
from tests.rating.building import TODAY, Document, Story, ago, given

__all__ = ["TODAY", "AccountStory", "ago", "given"]

_DAYS = ("signed", "starts", "ends", "terminated", "described", "handed", "accepted")


class AccountStory(Story):
    """A plan file with contracts; days count back from the day that is asked about.

    Where a rule asks for days of the calendar, they are given as texts.
    """

    def contract(self, key: str = "k1", signed: int | str = 100, **words: Any) -> Self:
        """`words` are those of the plan file; `signed`, `ends` and the like may be days ago."""
        days = {f"{name}_on": _day(words.pop(name, None)) for name in _DAYS}
        days["signed_on"] = _day(signed)
        item = given(key=key, title=key) | given(**words) | given(**days)
        self.document.setdefault("contracts", []).append(item)
        return self

    def proposal(
        self, to: str, on: int, answer: str | None = None, answered: int | None = None
    ) -> Self:
        """A proposal of the contract that was added last."""
        reason = "Too early." if answer == "sent_back" else None
        item = given(to=to, proposed_on=ago(on), answer=answer, reason=reason)
        item |= given(answered_on=ago(answered))
        self.document["contracts"][-1].setdefault("handovers", []).append(item)
        return self

    def promise(self, key: str, due: int | None = None, **words: Any) -> Self:
        item = given(key=key, text=key, due_on=ago(due), kept_on=ago(words.pop("kept", None)))
        item |= given(**words)
        self.document["contracts"][-1].setdefault("promises", []).append(item)
        return self

    def deal(self, key: str = "d1", status: str = "planned", **words: Any) -> Self:
        money = given(annual_value=1000, probability=0.5, expected_on=ago(-30))
        days = given(decided_on=ago(words.pop("decided", None)))
        return self._add("deals", given(key=key, title=key, status=status, **words) | money | days)

    def contact(self, key: str, **words: Any) -> Self:
        self.document.setdefault("contacts", []).append(given(key=key, name=key, **words))
        return self

    def screened(self, field: str, value: float, on: int = 100, **words: Any) -> Self:
        item = given(field=field, annual_value=value, screened_on=ago(on), **words)
        self.document["potentials"].append(item)
        return self

    def executive_asked(self, key: str, on: int, status: str = "asked", **words: Any) -> Self:
        days = {f"{name}_on": ago(words.pop(name, None)) for name in ("answered",)}
        needed = given(needed_by=ago(words.pop("needed", None)), **days)
        item = given(key=key, reason="rethink", asked_by="anna", on=ago(on), status=status)
        return self._add("sponsor_requests", item | needed | given(briefing="Why.", **words))

    def customer(self, **words: Any) -> Self:
        self.document["customer"] |= words
        return self

    def last(self, name: str, **words: Any) -> Self:
        """Say more of the plan's item, or of the entry, that was added last."""
        if name == "entries":
            self.plan["conversations"][-1]["entries"][-1] |= words
        else:
            self.plan[name][-1] |= words
        return self

    def on(self, day: str | int = 0) -> Account:
        return account_on(account_facts_from(self.document), date.fromisoformat(str(_day(day))))

    def renewals(self, day: str | int = 0) -> dict[str, Document]:
        """The contracts by key as `planner contracts dates` prints them."""
        return {each["contract"]: each for each in self.contracts(day)["contracts"]}

    def renewal(self, day: str | int = 0) -> Document:
        return self.renewals(day)["k1"]

    def contracts(self, day: str | int = 0) -> Document:
        return contracts_as_json(self.on(day))

    def handover(self, day: str | int = 0) -> Document:
        """The first handover as `planner handovers check` prints it."""
        found: list[Document] = self.handovers(day)
        return found[0]

    def handovers(self, day: str | int = 0) -> list[Document]:
        answered: Document = handovers_as_json(self.on(day))
        return list(answered["handovers"])

    def handover_codes(self, day: str | int = 0) -> dict[str, list[str]]:
        return evidence_by_code(self.handover(day)["codes"])

    def shown(self, day: str | int = 0) -> Document:
        return customer_as_json(self.on(day))

    def stage(self, day: str | int = 0) -> Document:
        found: Document = self.shown(day)["stage"]
        return found

    def stage_codes(self, day: str | int = 0) -> dict[str, list[str]]:
        return evidence_by_code(self.stage(day)["codes"])

    def wallet(self, day: str | int = 0) -> Document:
        found: Document = self.shown(day)["wallet"]
        return found

    def contact_codes(self, day: str | int = 0) -> dict[str, list[str]]:
        return evidence_by_code(self.shown(day)["contacts"])

    def step(self, person: str = "anna", day: str | int = 0) -> tuple[str, str | None, list[str]]:
        """The next step with its date and evidence."""
        found = best_step(self.on(day), person)
        assert found is not None, f"{person} is no member"
        said = found.as_json()
        return said["step"], said["since"], said["evidence"]  # type: ignore[return-value] # as printed


def evidence_by_code(codes: list[Document]) -> dict[str, list[str]]:
    return {code["code"]: code["evidence"] for code in codes}


def _day(day: int | str | None) -> str | None:
    return day if isinstance(day, str) else ago(day)


def later(days: int) -> date:
    return TODAY + timedelta(days=days)
