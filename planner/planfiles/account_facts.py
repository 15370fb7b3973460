"""What the rules before and after the signature need to know, read from a plan file."""

from datetime import date

from planner.after_signature.facts import (
    AccountFacts,
    ContractFact,
    CustomerContactFact,
    CustomerFact,
    DealFact,
    Notice,
    PromiseFact,
    ProposalFact,
    SponsorRequestFact,
    StageFact,
)
from planner.planfiles.facts import FilePart, amount_in, day_in, facts_from


def account_facts_from(document: FilePart) -> AccountFacts:
    """The facts of a plan file that is valid, as `json.loads` gives it; nothing is checked."""
    plan: FilePart = document["plan"]
    return AccountFacts(
        plan=facts_from(document),
        customer=_customer(document["customer"]),
        contacts=tuple(_contact(part) for part in document.get("contacts", ())),
        contracts=tuple(_contract(part) for part in document.get("contracts", ())),
        deals=tuple(_deal(part) for part in plan.get("deals", ())),
        sponsor_requests=tuple(_request(part) for part in plan.get("sponsor_requests", ())),
    )


def _customer(part: FilePart) -> CustomerFact:
    history = part.get("stage_history", ())
    return CustomerFact(
        key=part["key"],
        stage=part.get("stage", "customer"),
        owner=part.get("owner"),
        stage_history=tuple(
            StageFact(entry["stage"], date.fromisoformat(entry["on"])) for entry in history
        ),
    )


def _contact(part: FilePart) -> CustomerContactFact:
    since = part.get("known_since", {})
    return CustomerContactFact(
        key=part["key"],
        buying_role=part.get("buying_role"),
        influence=part.get("influence"),
        attitude=part.get("attitude"),
        known_by=tuple((person, day_in(since, person)) for person in part.get("known_by", ())),
    )


def _contract(part: FilePart) -> ContractFact:
    return ContractFact(
        key=part["key"],
        signed_on=date.fromisoformat(part["signed_on"]),
        field=part.get("field"),
        annual_value=amount_in(part, "annual_value"),
        starts_on=day_in(part, "starts_on"),
        ends_on=day_in(part, "ends_on"),
        notice=_notice(part),
        renewal=part.get("renewal"),
        renewal_months=part.get("renewal_months", 12),
        renews=part.get("renews"),
        terminated_on=day_in(part, "terminated_on"),
        terminated_to=day_in(part, "terminated_to"),
        won_by=part.get("won_by"),
        promised=part.get("promised"),
        described_on=day_in(part, "described_on"),
        promises=tuple(_promise(part["key"], promise) for promise in part.get("promises", ())),
        proposals=_proposals(part),
    )


def _notice(part: FilePart) -> Notice | None:
    """A notice of so many days is one to the end of the term."""
    if "notice_days" in part:
        return Notice(int(part["notice_days"]), "day")
    notice = part.get("notice")
    if notice is None:
        return None
    return Notice(int(notice["count"]), notice["unit"], notice.get("to", "end_of_term"))


def _promise(contract: str, part: FilePart) -> PromiseFact:
    return PromiseFact(
        contract=contract,
        key=part["key"],
        due_on=day_in(part, "due_on"),
        owner=part.get("owner"),
        kept_on=day_in(part, "kept_on"),
    )


def _proposals(part: FilePart) -> tuple[ProposalFact, ...]:
    """The list of proposals; whom the contract was handed to is read as a list of one."""
    if "handed_to" in part:
        return (_only_proposal(part),)
    return tuple(
        ProposalFact(
            contract=part["key"],
            index=index,
            to=each["to"],
            proposed_on=date.fromisoformat(each["proposed_on"]),
            answered_on=day_in(each, "answered_on"),
            answer=each.get("answer"),
        )
        for index, each in enumerate(part.get("handovers", ()))
    )


def _only_proposal(part: FilePart) -> ProposalFact:
    accepted_on = day_in(part, "accepted_on")
    return ProposalFact(
        contract=part["key"],
        index=0,
        to=part["handed_to"],
        proposed_on=date.fromisoformat(part.get("handed_on", part["signed_on"])),
        answered_on=accepted_on,
        answer=None if accepted_on is None else "accepted",
    )


def _deal(part: FilePart) -> DealFact:
    return DealFact(
        key=part["key"],
        status=part["status"],
        field=part.get("field"),
        contract=part.get("contract"),
        decided_on=day_in(part, "decided_on"),
    )


def _request(part: FilePart) -> SponsorRequestFact:
    return SponsorRequestFact(
        key=part["key"],
        reason=part["reason"],
        on=date.fromisoformat(part["on"]),
        status=part["status"],
        answered_on=day_in(part, "answered_on"),
        needed_by=day_in(part, "needed_by"),
        activity=part.get("activity"),
    )
