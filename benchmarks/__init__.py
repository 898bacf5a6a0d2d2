"""What the site costs its readers and its server: measured, printed as tables, never asserted."""
