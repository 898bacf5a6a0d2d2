"""Records and numbers as English: sentences, sides, names."""
