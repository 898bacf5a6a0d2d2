"""Pictures: records in, an Altair chart with its words out. Pure functions; nothing here knows Streamlit."""
