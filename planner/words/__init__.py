"""What people read of what the program keeps: words of kinds, fields, events and ages."""
