"""One condition in full: what is known, how surely, at what price, and what is not known."""

import pandas as pd
import streamlit as st

from explainer.content import Content
from explainer.content.prose import Condition, MechanismLink, Passage
from explainer.content.reference import Claim
from explainer.evidence.counts import counts_sentence
from explainer.evidence.summary import ConditionSummary
from explainer.ui.claim import claims_about, verdict_mark
from explainer.ui.parts import condition_links, help_now, reading_mark
from explainer.ui.site_map import text_link
from explainer.ui.sources import row_line, row_lines, source_link
from explainer.ui.text import bullets, plain, prose

SUPPORT = {
    "people": "seen in people with the condition",
    "animals": "seen in animals",
    "laboratory": "seen in the laboratory",
}


def show_condition(content: Content, row: ConditionSummary) -> None:
    """Draw the whole detail of a condition."""
    condition = row.condition
    st.title(condition.name, anchor=False)
    if condition.id == "suicidal-ideation":
        help_now(content)
    st.markdown(f"{reading_mark(row.step)}: {plain(row.step.meaning)}")
    st.markdown(prose(condition.summary))
    with st.container(border=True):
        st.markdown(
            f"**The trials.** {plain(counts_sentence(row.counts))}\n\n"
            f"**Why this reading.** {plain(row.reading.why)}\n\n"
            f"**What was given.** {prose(condition.drug_studied)}\n\n"
            f"**What is approved.** {_approved(row)}"
        )
    _why(content, row)
    _passage(content, "How fast", condition.speed)
    _passage(content, "How long it lasts", condition.duration)
    _harms(content, condition)
    st.header("What is not known", anchor="not-known")
    st.markdown(bullets([prose(text) for text in condition.not_known]))
    st.header("Key results", anchor="key-results")
    st.caption("Missed main outcomes stand here as well as met ones. Results of one trial are not independent.")
    st.markdown(bullets(row_lines(content, condition.key_results)) or "No result of a trial is known.")
    st.markdown(" · ".join(_ways_on(content, condition)))
    st.header("How it might work here", anchor="mechanisms")
    for mechanism in condition.mechanisms:
        _mechanism(content, mechanism)
    _under_way(content, condition)
    _claims(content, condition)
    _related(content, condition)
    _sources(content, condition)
    st.caption(f"Other names people search by: {plain(', '.join(condition.other_names))}")


def _ways_on(content: Content, condition: Condition) -> list[str]:
    here = {"from": condition.id} if condition.id == "suicidal-ideation" else {}
    links = [
        text_link("sheet", "A sheet to take to the doctor →", condition=condition.id),
        text_link("safety", "Safety →", **here),
    ]
    if any(row.condition == condition.id for row in content.results):
        links.insert(0, text_link("trials", "All trial results, as plots →", of=condition.id))
    return links


def _why(content: Content, row: ConditionSummary) -> None:
    """The inputs of the rule, what each was here and what it did."""
    with st.expander("Why this reading? The rule, step by step"):
        table = pd.DataFrame(
            [(r.what, r.found, r.effect) for r in row.derived.reasons], columns=["input", "here", "effect"]
        )
        st.table(table, hide_index=True, border="horizontal", alt="Inputs of the rule for this reading")
        st.markdown(f"The rule gives: **{row.derived.reading}**.")
        if row.id in content.exceptions:
            st.markdown(f"**A person's reading stands instead.** {plain(content.exceptions[row.id].why)}")


def _approved(row: ConditionSummary) -> str:
    if not row.approvals:
        return "No approval for this use is known."
    lines = dict.fromkeys(f"{a.place} ({a.molecule}): {a.indication}" for a in row.approvals)
    return "\n" + bullets([plain(line) for line in lines])


def _passage(content: Content, heading: str, passage: Passage) -> None:
    st.header(heading, anchor=heading.lower().replace(" ", "-"))
    st.markdown(prose(passage.text))
    if passage.rows:
        with st.expander("What this rests on"):
            st.markdown(bullets(row_lines(content, passage.rows)))


def _harms(content: Content, condition: Condition) -> None:
    st.header("The price: harms", anchor="harms")
    st.markdown(prose(condition.safety_text))
    st.markdown(bullets(row_lines(content, condition.safety)))


def _mechanism(content: Content, mechanism: MechanismLink) -> None:
    name = content.mechanisms[mechanism.id].name
    support = f"{mechanism.standing}; {SUPPORT[mechanism.evidence]}"
    st.markdown(f"**{plain(name)}** ({support}). {prose(mechanism.why)}")
    if mechanism.rows:
        with st.expander(f"What this rests on: {name.lower()}"):
            st.markdown(bullets(row_lines(content, mechanism.rows)))


def _under_way(content: Content, condition: Condition) -> None:
    running = [event for event in content.events if event.ongoing and condition.id in event.conditions]
    if running:
        st.header("Trials under way", anchor="under-way")
        st.markdown(bullets([row_line(content, event) for event in running]))


def _claims(content: Content, condition: Condition) -> None:
    claims = claims_about(content, condition.id)
    if claims:
        st.header("What articles claim", anchor="claims")
        st.markdown(bullets([_claim_line(claim) for claim in claims]))


def _claim_line(claim: Claim) -> str:
    why = text_link("claims", f"Why {claim.verdict}", claim=claim.id)
    return f"“{plain(claim.claim)}” {verdict_mark(claim.verdict)}. {why}"


def _related(content: Content, condition: Condition) -> None:
    if condition.related:
        st.header("Related conditions", anchor="related")
        st.markdown(" · ".join(condition_links(content, condition.related)))
    if condition.faq:
        st.header("Questions people ask", anchor="questions")
        st.markdown(bullets([text_link("faq", plain(content.faq[each].question), q=each) for each in condition.faq]))


def _sources(content: Content, condition: Condition) -> None:
    rows = (*condition.key_results, *condition.safety, *condition.speed.rows, *condition.duration.rows)
    used = dict.fromkeys(content.rows[row].source for row in rows)
    with st.expander(f"Sources of this page ({len(used)})"):
        st.markdown(bullets([_source_line(content, source_id) for source_id in used]))


def _source_line(content: Content, source_id: str) -> str:
    source = content.sources[source_id]
    return f"{source_link(source)}: {plain(source.title)}. {plain(source.publisher)}"
