"""Ketamine in evidence: what ketamine can treat, how sure we are, and at what price."""
