"""All that knows Streamlit's own page: its HTML, its files, and the names by which its elements are found.

``docs/upgrading-streamlit.md`` lists each fact that this folder relies on; ``tests/web/test_streamlit_contract.py``
checks each with the installed Streamlit.
"""
