"""Finding things: search, near names, filters, the glossary, what is new."""
