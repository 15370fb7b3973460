"""What is typed about a case, its lines, its scenarios and what it rests on."""
