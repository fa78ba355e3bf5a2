"""The command that watches newspapers, and the model that it follows."""
