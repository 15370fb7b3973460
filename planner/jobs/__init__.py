"""What goes on without anybody waiting for it."""
