"""What each import did, row by row, and how it is taken back.

`recording` notes while an import writes which rows it makes and which columns it changes, whoever
writes them: the actions, their hooks at the commit, or statements of the session. `touching` finds
what people have made of that since, and `undoing` takes it back.
"""
