"""Bringing a plan file in: choosing it, and confirming what it would change."""

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField

from planner.forms.base import Form
from planner.translation import lazy as _


class PlanFileForm(Form):
    file = FileField(_("Plan file"), [FileRequired(_("Choose a plan file."))])
    replace = BooleanField(_("Remove from the plan what the file does not have"))


class ConfirmationForm(Form):
    """`document` is the file as it was previewed, sealed."""

    document = HiddenField()
    replace = HiddenField()
