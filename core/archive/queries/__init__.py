"""What can be asked of the archive."""
