"""The data for others: the tables as files with their schema, and what they mean."""
