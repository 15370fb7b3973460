"""What is entered here."""

from planner.administration.forms.ages import AgesForm
from planner.administration.forms.logos import LogoForm
from planner.administration.forms.review_rhythms import ReviewRhythmsForm
from planner.administration.forms.settings import SettingsForm
from planner.administration.forms.threshold_previews import ThresholdPreviewForm
from planner.administration.forms.thresholds import ThresholdsForm

__all__ = [
    "AgesForm",
    "LogoForm",
    "ReviewRhythmsForm",
    "SettingsForm",
    "ThresholdPreviewForm",
    "ThresholdsForm",
]
