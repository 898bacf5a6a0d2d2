"""The least that a Streamlit app can be: a title and a line. What the site is compared with."""

import streamlit as st

st.title("An empty app")
st.write("A title and a line.")
