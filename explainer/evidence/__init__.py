"""What the numbers mean: pure functions over content records. Knows nothing of Streamlit."""
