"""Customers from other programs: a reader a program, neutral records between, one writer.

A reader (`maven.read`) turns a foreign export into `Records` and says in `Records.findings` what
was odd about it. It knows nothing of this program's database. The writer knows nothing of where
the records came from, so that another program needs a reader only.
"""
