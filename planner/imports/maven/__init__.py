"""Reads the export “CRM Sales Opportunities”: accounts, products, sales teams and pipeline."""

from planner.imports.maven.reader import read_export

__all__ = ["read_export"]
