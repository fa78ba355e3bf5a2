"""What belongs to a language: a module of its words and patterns for each, and telling languages apart."""
