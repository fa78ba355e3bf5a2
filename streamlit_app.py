"""The app that Streamlit runs, again for every change of a page."""

from core.ui import frame

frame.show()
