"""Benchmarks: measure what the site costs readers and the server, and print tables. They assert nothing."""
