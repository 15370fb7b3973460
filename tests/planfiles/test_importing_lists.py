"""Bringing lists in: which item is which, in what order they stand, and which ones go."""

import copy

import pytest
from sqlalchemy import func, select

from planner.database import db
from planner.models import Contact, Entry, Member, Person
from tests.planfiles.bringing import bring_in, happened, take_out, told
from tests.support.stories.plan_documents import plan_document

pytestmark = pytest.mark.usefixtures("inside")


def test_replacing_removes_what_the_file_does_not_have_and_the_history_says_so() -> None:
    bring_in(plan_document(without="/plan/sponsor_requests/0/activity"))
    document = plan_document(
        {"/plan/requests": [], "/plan/conversations": [], "/plan/reviews": []},
        without="/plan/questions",
    )
    del document["plan"]["sponsor_requests"][0]["activity"]
    document["plan"]["activities"].pop(0)

    def replace() -> None:
        outcome = bring_in(document, replace=True)
        assert ("entry", "Renewal of the fleet") in told(outcome.removed)

    assert sorted(happened(replace)) == [
        ("activity.deleted", "Visit to the works"),
        ("conversation.deleted", "Renewal of the fleet"),
        ("entry.deleted", "Renewal of the fleet"),
        ("question.deleted", "Who decides on the depot?"),
        ("request.deleted", "Sven Öztürk"),
        ("review.deleted", "Greta Sommer"),
    ]
    assert db.session.scalar(select(func.count(Entry.id))) == 0


def test_contacts_whom_an_older_plan_speaks_of_stay_with_those_they_report_to() -> None:
    older = plan_document({"/plan/status": "closed"})
    older["contacts"].append({"key": "porter", "name": "Olaf Rau"})
    older["plan"]["conversations"][0]["entries"][0]["contacts"] = ["buyer"]
    bring_in(older)
    newer = plan_document(
        {"/plan/starts_on": "2027-01-01", "/plan/ends_on": "2027-12-31", "/contacts": []}
    )
    newer["plan"]["conversations"] = []
    outcome = bring_in(newer, replace=True)
    assert told(outcome.removed) == [("contact", "Olaf Rau")]
    assert db.session.scalars(select(Contact.key).order_by(Contact.key)).all() == ["buyer", "cfo"]


def test_the_order_becomes_that_of_the_file_and_leaves_no_event() -> None:
    bring_in(plan_document())
    document = plan_document()
    document["plan"]["activities"].reverse()
    document["plan"]["members"].reverse()

    def reorder() -> None:
        outcome = bring_in(document)
        assert sorted(outcome.reordered) == ["activities", "members"]
        assert not outcome.changes_nothing
        keys = [activity["key"] for activity in take_out(outcome)["plan"]["activities"]]
        assert keys == ["analysis", "visit"]

    assert happened(reorder) == []
    assert bring_in(document).changes_nothing


def test_two_equal_talks_stay_two() -> None:
    document = plan_document()
    entries = document["plan"]["conversations"][0]["entries"]
    entries.append(copy.deepcopy(entries[0]))
    outcome = bring_in(document)
    assert take_out(outcome)["plan"]["conversations"][0]["entries"] == entries
    assert bring_in(document).changes_nothing


def test_of_two_talks_alike_the_one_that_is_still_there_is_not_touched() -> None:
    document = plan_document()
    entries = document["plan"]["conversations"][0]["entries"]
    entries.append(entries[0] | {"summary": "They called back the same day."})
    bring_in(document)
    del entries[0]
    assert happened(lambda: bring_in(document, replace=True)) == [
        ("entry.deleted", "Renewal of the fleet")
    ]


def test_somebody_who_left_can_be_on_the_plan_again() -> None:
    bring_in(plan_document())
    again = {"person": "sven", "joined_on": "2026-12-01"}
    bring_in(plan_document({"/plan/members/-": again}))
    document = plan_document({"/plan/members/-": again | {"left_on": "2026-12-05"}})
    document["plan"]["members"].append({"person": "sven", "joined_on": "2026-12-10"})
    bring_in(document)
    days = select(Member.joined_on, Member.left_on).join(Person).where(Person.key == "sven")
    assert {str(left_on) for _, left_on in db.session.execute(days)} == {
        "2026-11-30",
        "2026-12-05",
        "None",
    }


def test_a_membership_can_pass_from_one_time_to_another() -> None:
    first, second = (
        {"person": "greta", "joined_on": "2026-01-01", "left_on": "2026-02-01"},
        {"person": "greta", "joined_on": "2026-03-01"},
    )
    bring_in(plan_document({"/plan/members": [second, first]}))
    del first["left_on"]
    second["left_on"] = "2026-04-01"
    outcome = bring_in(plan_document({"/plan/members": [second, first]}))
    assert take_out(outcome)["plan"]["members"] == [
        second | {"via": "owner"},
        first | {"via": "owner"},
    ]


def test_whoever_is_on_the_plan_is_so_once_whatever_the_file_leaves_out() -> None:
    earlier = {"person": "greta", "joined_on": "2026-01-01", "left_on": "2026-02-01"}
    now = {"person": "greta", "joined_on": "2026-03-01", "via": "owner"}
    bring_in(plan_document({"/plan/members": [earlier, now]}))
    since_january = now | {"joined_on": "2026-01-01"}
    outcome = bring_in(plan_document({"/plan/members": [since_january]}))
    assert take_out(outcome)["plan"]["members"] == [since_january, earlier | {"via": "owner"}]


def test_contacts_can_come_to_report_to_somebody_new() -> None:
    bring_in(plan_document())
    document = plan_document({"/contacts/0/reports_to": "ceo"})
    document["contacts"].append({"key": "ceo", "name": "Ida Kern"})
    written = take_out(bring_in(document))
    assert [contact.get("reports_to") for contact in written["contacts"]] == ["ceo", "cfo", None]
