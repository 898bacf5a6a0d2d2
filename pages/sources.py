"""Sources: every publication, label, law and page, with its links and what rests on it (``?source=...``)."""

import streamlit as st

from explainer.content import content
from explainer.content.reference import Source
from explainer.find.search import matches
from explainer.find.usage import rows_by_source, what_was_read
from explainer.ui.parts import count_line, page_head
from explainer.ui.sources import identifiers, source_link
from explainer.ui.text import bullets, plain
from explainer.words.sentences import row_sentence

A_PAGE = 25
LINKS = {"canonical": "own page", "secondary": "reported by another page", "none": "no page known"}
data = content()
resting = rows_by_source(data)
kind_words = data.pages["sources"].sections


def show(source: Source) -> None:
    """One source with its links and the statements that rest on it."""
    rows = resting[source.id]
    with st.container(border=True, key=f"source-{source.id}"):
        where = " · ".join(
            part for part in (source_link(source), kind_words[source.kind], plain(source.publisher)) if part
        )
        read = what_was_read(rows)
        known = (identifiers(source), f"read: {read}" if read else "", "" if source.link != "none" else "no link known")
        more = " · ".join(part for part in known if part) or LINKS[source.link]
        st.markdown(f"**{plain(source.title)}**  \n{where}\n\n:small[{more}]")
        noun = "statement rests" if len(rows) == 1 else "statements rest"
        with st.expander(f"{len(rows)} {noun} on it"):
            st.markdown(bullets([plain(row_sentence(data, row)) for row in rows]) or "It is background only.")


page_head(data, "sources")
text = st.text_input(
    "Search sources", key="works", type="search", bind="query-params", placeholder="for example Cochrane"
)
kinds = st.pills(
    "Kind",
    sorted({kind_words[source.kind] for source in data.sources.values()}),
    selection_mode="multi",
    key="work",
    bind="query-params",
    wrap=True,
)


def is_found(source: Source) -> bool:
    """Whether a source passes the search and the choice of kinds."""
    words = (source.title, source.authors_short, str(source.year or ""), source.publisher, source.doi, source.id)
    return (not kinds or kind_words[source.kind] in kinds) and matches(text, *words)


found = [source for source in data.sources.values() if is_found(source)]
found.sort(key=lambda source: (-len(resting[source.id]), source.title))
count_line(f"**{len(found)} of {len(data.sources)}** sources, those with the most statements first.")
if not found:
    st.info("Try a family name, a year or one word of the title.", title="No source matches")

asked = st.query_params.get("source")
if asked is not None and asked in data.sources:
    st.caption("The source that was asked for, then all others.")
    show(data.sources[asked])
elif asked:
    st.warning("There is no source with this name here. The link may be old or mistyped.", title="Not found")

pages = max(1, -(-len(found) // A_PAGE))
number = st.pagination(pages, key="leaf", bind="query-params") if pages > 1 else 1
for each in found[(number - 1) * A_PAGE : number * A_PAGE]:
    if each.id != asked:
        show(each)
