"""Commands for those who keep the tables: add a trial or a condition, ask registers for news. The site needs none."""
