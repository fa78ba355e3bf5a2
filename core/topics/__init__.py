"""What an article is about: the taxonomy, the text pipeline, models and their explanations."""
