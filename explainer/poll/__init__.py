"""The poll: which reactions there are, where votes are kept, who a visitor is. Only ``widget`` knows Streamlit."""
