"""Actions of the command `archive`."""
