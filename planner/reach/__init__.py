"""Whom we know at customers, by the connections that each brings in."""
