"""Sums over plain values: texts merged and compared, and later coverage, capacity and money."""
