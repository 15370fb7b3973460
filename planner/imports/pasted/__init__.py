"""Tables that people paste from a spreadsheet or send as a CSV file: looked at, then brought in.

A table is never kept: what was pasted travels with the page, together with what was said about it.
`looking.look` reads it anew each time and says of each row what it would make or what is wrong.
"""
