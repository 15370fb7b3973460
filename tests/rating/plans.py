"""Plans that several tests start from."""

from tests.rating.building import Story


def modern(jos_target: float | None = None) -> Story:
    """Both sign, write, act and review; nothing is missing unless Jo promises something else."""
    jos = ("jo", 200) if jos_target is None else ("jo", 200, jos_target)
    story = Story().potential().member("jo").goal("g1", ("anna", 200), jos, target=100)
    story.goal("g2", ("anna", 200), ("jo", 200), target=40)
    story.visit("a1", 70, "anna", "jo").visit("a2", 30, "jo", "anna")
    story.activity("a3", 25, "anna", assignee="jo", due=-20)
    story.activity("a4", 25, "jo", assignee="anna", due=-10)
    story.entry(70, "anna", "jo", activity="a1").entry(30, "jo", "anna", activity="a2")
    story.idea("i1", "jo", 72, "adopted", "anna", 60)
    return story.review(40, "anna", "jo")


def two_joint_visits() -> Story:
    """Anna and Jo were at the customer 40 and 30 days ago, and each has written about one."""
    story = Story().member("jo").potential()
    story.visit("v1", 40, "anna", "jo").entry(40, "anna", "jo", activity="v1")
    return story.visit("v2", 30, "jo", "anna").entry(30, "jo", "anna", activity="v2")
