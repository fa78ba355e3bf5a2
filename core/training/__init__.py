"""Training and measuring models. Nothing of this runs when the app serves."""
