"""Leads with who deals with them, and content kits that bring them.

Plan files say nothing of them: a lead is of nobody's plan until something has become of it.
"""

from planner.access import Permission
from planner.models import ContentKit, Lead, LeadRule
from planner.nouns.kept import Kept
from planner.nouns.noun import Noun
from planner.translation import lazy as _

LEAD = Noun(
    "lead",
    Lead,
    many=_("Leads"),
    happened={
        "created": _("Lead received"),
        "assigned": _("Lead given to somebody"),
        "answered": _("Lead answered"),
        "lapsed": _("Lead not answered in time"),
        "released": _("Lead no longer suspected"),
        "rejected": _("Lead rejected"),
        "adopted": _("Something has become of the lead"),
        "updated": _("Lead changed"),
        "erased": _("What a lead said of itself deleted"),
    },
    views=(
        "leads.views.leads",
        "leads.views.lead_forms",
        "leads.views.lead_outcomes",
        "leads.views.lead_settings",
    ),
    needs=Permission.WORK_ON_LEAD,
    final=frozenset(
        {
            "created",
            "assigned",
            "answered",
            "lapsed",
            "released",
            "rejected",
            "adopted",
            "updated",
            "erased",
        }
    ),
    kept_for=Kept(
        _("Leads, with what people outside say of themselves and have consented to"),
        _("To answer them, and to know what has become of them"),
        (Permission.SEE_LEAD,),
        _(
            "Until the consent is withdrawn, or some time after a rejection; that there was a lead"
            " stays. No event repeats what it says."
        ),
    ),
)

LEAD_RULE = Noun(
    "lead_rule",
    LeadRule,
    happened={
        "created": _("Rule for leads added"),
        "updated": _("Rule for leads changed"),
        "deleted": _("Rule for leads deleted"),
    },
    views=("leads.views.lead_rules",),
    needs=Permission.ADMINISTER,
    final=frozenset({"created", "updated"}),
    kept_for=Kept(
        _("Rules that say who gets which leads"),
        _("So that each lead comes to somebody at once"),
        (Permission.ADMINISTER, Permission.SEE_AUDIT),
        _("As long as the organisation keeps it"),
    ),
)

CONTENT_KIT = Noun(
    "content_kit",
    ContentKit,
    happened={
        "created": _("Content kit added"),
        "updated": _("Content kit changed"),
    },
    views=("content_kits.views.content_kits", "content_kits.views.shared_kits"),
    needs=Permission.WRITE_KITS,
    final=frozenset({"created", "updated"}),
    kept_for=Kept(
        _("Content kits, and the addresses by which people share them"),
        _("To know which kit brings leads; only a sharer sees what came by the own address"),
        (Permission.SEE_KITS,),
        _("As long as the organisation keeps it"),
        beside=("kit_shares",),
    ),
)

OF_LEADS = (LEAD, LEAD_RULE, CONTENT_KIT)
