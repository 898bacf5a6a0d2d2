"""Questions people ask: answers that open, with what they rest on and a poll under each (``?q=is-it-safe``)."""

from explainer.content import Content
from explainer.content.prose import Answer
from explainer.find.filters import Filter, matching
from explainer.find.state import State, are_folds_open
from explainer.site import FAQ
from explainer.views import blocks as b
from explainer.views.crisis import crisis_help
from explainer.views.inline import Bold, Inline, joined, link, marked, plain
from explainer.views.opened import opened
from explainer.views.parts import condition_links, count_of, filter_bar, head, page_view, rests_on
from explainer.views.view import View

SEARCH = Filter[Answer](
    "ask",
    "Search the questions",
    "text",
    lambda answer: (answer.question, answer.short, answer.answer, *answer.also_asked),
    hint="for example driving",
)


def faq(content: Content, state: State) -> View:
    """The page; with ``?q=...`` that answer stands first, open."""
    target = opened(content, FAQ, state)
    left = matching(content.faq.values(), (SEARCH,), state)
    left.sort(key=lambda answer: answer.id != target.id)
    folds = tuple(_fold(content, answer, target.id, are_folds_open(state)) for answer in left)
    own = content.faq[target.id].crisis_help if target.id else None
    blocks = (
        *head(content, FAQ, own),
        *target.missing,
        filter_bar(FAQ, (SEARCH,), state, count_of(len(left), len(content.faq), "questions")),
        *((b.Folds(folds, FAQ, state),) if folds else _nothing()),
        b.Heading("The whole site", 2, "site-poll"),
        b.Poll("site", content.pages[FAQ.name].sections["site_poll"]),
    )
    if not target.id:
        return page_view(content, FAQ, blocks)
    answer = content.faq[target.id]
    return View(answer.question, plain(marked(answer.short)), blocks, answer.id)


def _fold(content: Content, answer: Answer, target: str | None, are_open: bool | None) -> b.Fold:
    poll = b.Poll(answer.id, "How does this answer make you feel?")
    is_asked = answer.id == target  # then its help stands above all
    crisis = () if is_asked else crisis_help(content, answer.crisis_help, anchor=False)
    answer_text = (*crisis, *answer_blocks(content, answer), poll)
    is_open = is_asked if are_open is None else are_open
    return b.Fold(Bold(answer.question), answer_text, key=f"answer-{answer.id}", is_open=is_open, lazy=True)


def answer_blocks(content: Content, answer: Answer) -> b.Blocks:
    """An answer: in one sentence, in full, what is not known, what it rests on."""
    links: list[Inline] = [link(FAQ, "Link to this answer", at=answer.id), *condition_links(content, answer.conditions)]
    return (
        b.Paragraph(Bold(marked(answer.short))),
        *b.prose(answer.answer),
        b.Paragraph(Bold("What is not known")),
        *b.bullets([marked(text) for text in answer.not_known]),
        *rests_on(content, f"What this is based on ({len(answer.rows)})", answer.rows),
        b.Paragraph(joined(links, " · ")),
    )


def _nothing() -> b.Blocks:
    return (b.Notice("No question matches", "Try one word, such as “bladder”, “cost” or “driving”."),)
