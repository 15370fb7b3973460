"""What people can do, one function each. The actor is `by`; each flushes, records its event and
never commits: that is for whoever received the request."""
