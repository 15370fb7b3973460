"""What can be decided about a customer before and after a signature: facts in, answers out.

Only the standard library and the rating are used here. `account_on(facts, day)` says how a customer
stood on a day; stages, handovers, renewals, the wallet, relationships, calls on executives and the
next step are read from that, each in the module of its name.
"""
