"""What `mix` takes, and what it does with a search in place of topics."""
