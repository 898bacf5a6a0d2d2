"""What a reader sees when a page fails: an apology with a reference; the log has the rest."""

import logging
import secrets

import streamlit as st
from streamlit.errors import FragmentHandledException

log = logging.getLogger(__name__)


def apologise(error: Exception) -> bool:
    """Log the error under a short reference and show a calm sentence instead of a traceback.

    Streamlit calls this for errors outside a page or in a fragment, the router for errors in a page. If a
    failed fragment also ends its page, the second call (``FragmentHandledException``) does nothing. Returns ``True``:
    Streamlit then does not show the error itself.
    """
    if isinstance(error, FragmentHandledException):
        return True
    reference = secrets.token_hex(4)
    log.error("a page failed, reference %s", reference, exc_info=error)
    st.error(
        f"This part of the page could not be shown. Loading the page again often helps. Reference: {reference}.",
        title="Sorry, something went wrong here",
    )
    return True
