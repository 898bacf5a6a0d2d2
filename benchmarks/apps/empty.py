"""A minimal Streamlit app, a title and a line, with which the benchmarks compare the site."""

import streamlit as st

st.title("An empty app")
st.write("A title and a line.")
