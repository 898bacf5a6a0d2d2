"""What little we guess of the reader's device, to choose a first view; never kept."""

import streamlit as st


def is_phone() -> bool:
    """Whether the browser says that it runs on a phone ("Mobi", as MDN advises to look for)."""
    return "Mobi" in st.context.headers.get("User-Agent", "")
