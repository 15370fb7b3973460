"""What lies open for somebody, and the own week."""
