"""What each page says: ``view(content, state) -> View``, made of blocks that know neither Streamlit nor HTML."""
