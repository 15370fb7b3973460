"""What a person may ask for: where their name stands, all that is kept of them, and that it goes.

Nothing here lists tables or columns: they are read from the models, so that a new one is found,
disclosed and erased without anybody having to remember it.
"""
