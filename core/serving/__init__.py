"""What a running server adds, free of Streamlit."""
