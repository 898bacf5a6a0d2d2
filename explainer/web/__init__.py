"""HTTP: middleware, first HTML, headers, health checks. Only ``streamlit_page/`` knows Streamlit's own page."""
