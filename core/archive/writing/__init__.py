"""What goes into the archive."""
