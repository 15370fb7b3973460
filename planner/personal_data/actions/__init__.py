"""Erases people and contacts; whoever calls commits."""
