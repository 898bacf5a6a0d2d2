"""Pieces of page that several pages use."""
