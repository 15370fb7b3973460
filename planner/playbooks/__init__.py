"""Templates of goals and activities, and their use on plans."""
