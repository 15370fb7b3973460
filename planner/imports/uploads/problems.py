"""What stands in the way of an import, beside what is wrong with the files."""

import enum


class Problem(enum.StrEnum):
    CLASH = "clash"
    DISK = "disk"
    DOUBLED = "doubled"
    NOT_KEPT = "not_kept"
    PROGRAM = "program"
    TOO_LARGE = "too_large"
