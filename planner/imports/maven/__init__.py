"""Reads the export “CRM Sales Opportunities”: accounts, products, sales teams and pipeline."""

from planner.imports.maven.reader import read

__all__ = ["read"]
