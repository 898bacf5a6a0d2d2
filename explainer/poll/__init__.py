"""The poll of reactions: its votes, its visitors, its widget. Only the module ``widget`` uses Streamlit."""
