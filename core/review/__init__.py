"""Review: articles drawn at random for a person to label, and what the labels say of the model's accuracy."""
