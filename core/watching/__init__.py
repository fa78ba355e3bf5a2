"""Keep reading newspapers day and night, each as often as it publishes, into the archive."""
