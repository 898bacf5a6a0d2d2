"""Approved where: molecule by place, what for and since when, schedule, programme, who pays; gaps said as gaps."""

import pandas as pd
import streamlit as st

from explainer.content import Content
from explainer.content.facts import Approval
from explainer.evidence.approvals import AREAS, decided_when, decisions, uses
from explainer.ui.sources import row_line
from explainer.ui.text import bullets, plain

MOLECULES = ("ketamine", "esketamine")
NOT_KNOWN = "not known"
PREFIXES = ("United States: ", "European Union: ", "United Kingdom: ", "Canada: ", "Australia: ", "WHO: ")


def show_approvals(content: Content) -> None:
    """A table and cards for each molecule, then every decision in words."""
    for molecule in MOLECULES:
        st.subheader(molecule.capitalize(), anchor=False)
        table = pd.DataFrame(
            {
                use: [plain(there.get(area, NOT_KNOWN)) for area in AREAS]
                for use, there in uses(content, molecule).items()
            }
        )
        table.insert(0, "Where", list(AREAS))
        st.table(table, hide_index=True, border="horizontal", alt=f"Where {molecule} is approved for what, since when")
        with st.grid(2, min_column_width=280):
            for area in AREAS:
                with st.container(border=True, height="stretch"):
                    lines = [f"**{label}:** {text}" for label, text in _decided(content, area, molecule).items()]
                    st.markdown(f"**{area}**\n{bullets(lines)}")
    with st.expander("Every decision in words, with sources"):
        st.markdown(bullets([f"**{plain(row.place)}.** {row_line(content, row)}" for row in content.approvals]))


def _decided(content: Content, area: str, molecule: str) -> dict[str, str]:
    def listed(*statuses: str) -> list[str]:
        return [_said(content, row) for row in decisions(content, area, molecule, statuses)]

    payers = [row.statement for row in content.access if row.kind == "insurance" and row.place == area]
    notes = [_said(content, row) for row in decisions(content, area, molecule, ("note",)) if row.indication]
    return {
        "Approved for": _joined(listed("approved") + notes),
        "Controlled as": _joined(listed("controlled")),
        "Conditions of supply": _joined(listed("programme")),
        "Who pays": _joined(listed("funded", "not funded") + [each for each in payers if _names(each, molecule)]),
    }


def _joined(said: list[str]) -> str:
    """Each once; what another says with its date is left out; sentences follow each other, labels are listed."""
    left = [each for each in dict.fromkeys(said) if not any(other.startswith(f"{each} (") for other in said)]
    return plain("; ".join(left).replace(".; ", ". ")) or NOT_KNOWN


def _names(statement: str, molecule: str) -> bool:
    """Whether a sentence is about the molecule; a sentence on the spray is about esketamine."""
    words = statement.lower().replace("spravato", "esketamine").replace("esketamine", "es-")
    return ("es-" if molecule == "esketamine" else "ketamine") in words


def _said(content: Content, row: Approval) -> str:
    when = decided_when(content, row)
    since = f" ({when})" if when else ""
    if row.status == "approved":
        where = "" if row.place in AREAS else f" in {row.place}"
        return f"{row.indication}{where}{since}"
    if row.status == "controlled":
        schedule = row.numbers.get("schedule") or row.numbers.get("class")
        return f"{'class' if 'class' in row.numbers else 'schedule'} {schedule}{since}" if schedule else row.statement
    for prefix in PREFIXES:
        row_text = row.statement.removeprefix(prefix)
        if row_text != row.statement:
            return row_text[:1].upper() + row_text[1:]
    return row.statement
