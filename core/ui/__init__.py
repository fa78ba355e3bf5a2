"""The only part of core that imports Streamlit: caches, state, components, escaping."""
