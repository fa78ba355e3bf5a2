"""What models learn from and are judged by."""
