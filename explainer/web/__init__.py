"""What HTTP needs: the visitor's cookie and a start that refuses bad data. Knows nothing of Streamlit."""
