"""What is approved for a condition."""

from explainer.content import Content
from explainer.content.facts import Approval


def approvals_of(content: Content, condition: str) -> tuple[Approval, ...]:
    """Approvals filed under a condition, in the order of the table."""
    return tuple(row for row in content.approvals if row.status == "approved" and condition in row.conditions)
