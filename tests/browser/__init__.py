"""Tests with a real browser and a real server."""
