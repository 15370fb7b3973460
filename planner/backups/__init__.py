"""Backups: everything that the program keeps, of one moment, in one file.

A backup is a zip of lines: each table is a member with a JSON object for each row, and the secret
is one. `manifest.json` says by which version and migration it was made, and of each member how many
lines and which digest it has. Rows are written by the names of their columns and as neither
database writes them, so that either can be filled with them.
"""


class BackupRefused(Exception):
    """The backup cannot be made or used as things stand; the message says why and what to do."""
