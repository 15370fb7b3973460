"""What is read for these pages."""

from planner.team.pipeline.queries.pipeline_deal_rows import DealRow
from planner.team.pipeline.queries.pipeline_filter import PipelineFilter, PipelineGroup

__all__ = ["DealRow", "PipelineFilter", "PipelineGroup"]
