"""How each model is made."""
