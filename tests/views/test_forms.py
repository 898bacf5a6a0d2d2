"""Filters as forms: whatever is chosen, the address of the form shows what the app shows for the same choice."""

import random
import re
from collections.abc import Iterator
from html import unescape

import pytest

from explainer.content import Content
from explainer.find.state import FOLDS_KEY, NOTHING, State
from explainer.site import (
    CHANGES,
    CONDITIONS,
    FAQ,
    GLOSSARY,
    OVERVIEW,
    PAGES,
    SAFETY,
    SEARCH,
    SHEET,
    SOURCES,
    TIMELINE,
    TRIALS,
    SitePage,
)
from explainer.views import blocks as b
from explainer.views.html import html
from explainer.views.pages import view
from explainer.views.text import text
from explainer.views.view import walk
from tests.views.filled_form import Form, forms_in

TRIES = 6
WORDS = ("", "pain", "Zürich & co", "  ", "bladder")
OPENED = {TRIALS: "ptsd", SHEET: "ptsd", TIMELINE: "anorexia-trial-running"}
Choices = dict[str, tuple[str, ...]]


def bars(content: Content, page: SitePage, state: State) -> list[b.Filters]:
    return [each for each in walk(view(content, page, state).blocks) if isinstance(each, b.Filters) and each.fields]


def said(content: Content, page: SitePage, state: State) -> tuple[str, list[object]]:
    """What a page says, and what is chosen in its fields."""
    shown = view(content, page, state)
    fields = [(each.key, each.chosen) for bar in bars(content, page, state) for each in bar.fields]
    return text(shown.blocks), list(fields)


def choose(chance: random.Random, each: b.Field) -> tuple[str, ...]:
    """Something that a reader may choose in a field."""
    match each.kind:
        case "text":
            return (chance.choice(WORDS),)
        case "several" | "list":
            return tuple(option for option in each.options if chance.random() < 0.3)
        case "switch":
            return ("true",) if chance.random() < 0.5 else ()
        case "least":
            return (str(chance.randrange(each.ends[0], each.ends[1], each.step)) if chance.random() < 0.7 else "",)
        case _:
            return (chance.choice(each.options),)


def by_the_app(before: State, fields: tuple[b.Field, ...], choices: Choices) -> State:
    """The query after the app's widgets have written these choices into it: it leaves defaults out."""
    for each in fields:
        default = each.default or (each.options[0] if each.options else "")
        is_default = not each.can_be_off and each.written_by != "page" and choices[each.key] == (default,)
        changed = choices[each.key] != each.chosen
        before = before.without(each.key, *(each.resets if changed else ()))
        if choices[each.key] and choices[each.key] not in (("",), ("0",)) and not is_default:
            before = before.having(each.key, *choices[each.key])
    return before


def beginnings(page: SitePage) -> Iterator[State]:
    yield NOTHING
    if page in OPENED:
        yield State.of(**{page.key: OPENED[page]})


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_form_and_the_app_show_the_same_for_any_choice(site_content: Content, page: SitePage) -> None:
    chance = random.Random(page.name)
    for before in beginnings(page):
        for _ in range(TRIES):
            every = bars(site_content, page, before)
            for number, form in enumerate(forms_in(html(tuple(every)))):
                fields = tuple(each for bar in every for each in bar.fields if each.key in form.controls)
                choices = {each.key: choose(chance, each) for each in fields}
                for key, values in choices.items():
                    form.choose(key, *values)
                address, state = form.query, by_the_app(before, fields, choices)
                shown = said(site_content, page, State.from_query(address))
                assert shown == said(site_content, page, state), (number, address, state)


def forms(content: Content, page: SitePage, **query: str) -> list[Form]:
    return forms_in(html(view(content, page, State.of(**query)).blocks))


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_form_that_is_sent_as_it_is_changes_nothing(site_content: Content, page: SitePage) -> None:
    opening = {page.key: OPENED[page]} if page in OPENED else {}
    before = said(site_content, page, State.of(**opening))
    for form in forms(site_content, page, **opening):
        assert said(site_content, page, State.from_query(form.query)) == before


def test_every_page_with_filters_has_a_form_that_needs_no_script(site_content: Content) -> None:
    for page in PAGES:
        for form in forms(site_content, page):
            assert form.attributes["method"] == "get"
            assert ("data-reach" in form.attributes) == (form.attributes["id"] != FOLDS_KEY)
            assert form.attributes["action"] == f"{page.address()}#{form.attributes['id']}"
            assert form.buttons >= 1 or all(each.is_disabled for each in form.controls.values())
    with_forms = {page.name for page in PAGES if forms(site_content, page)}
    assert with_forms == {page.name for page in PAGES}


def test_each_control_has_a_label_or_a_legend(site_content: Content) -> None:
    for page in PAGES:
        markup = html(tuple(bars(site_content, page, NOTHING)))
        controls = re.sub(r"<label\b.*?</label>", "", markup)
        assert not re.findall(r'<(?:input(?! type="hidden")|select)[^>]*>', controls), page.name
        assert markup.count("<fieldset") == markup.count("<legend>")


def test_a_form_keeps_what_the_address_says_beside_it(site_content: Content) -> None:
    asked = {"event": OPENED[TIMELINE], "era": "discovery"}
    first, of_folds = forms(site_content, TIMELINE, **asked, folds="closed")
    assert set(first.hidden) == {*asked.items(), ("folds", "closed")}
    assert set(of_folds.hidden) == set(asked.items())


def test_another_condition_forgets_the_outcome_and_the_open_result_and_keeps_the_filters(site_content: Content) -> None:
    row = next(each for each in site_content.results if each.condition == "ptsd")
    query = {"of": "ptsd", "outcome": row.family, "row": row.id, "main": "true"}
    condition, outcome, *_ = forms(site_content, TRIALS, **query)
    assert (list(condition.controls), condition.hidden) == (["of"], [("main", "true")])
    assert (list(outcome.controls), outcome.hidden) == (["outcome"], [("of", "ptsd"), ("main", "true")])


def test_another_search_of_the_sources_begins_at_the_first_page(site_content: Content) -> None:
    (form,) = forms(site_content, SOURCES, leaf="3", works="ketamine")
    assert form.hidden == [] and form.controls["works"].text == "ketamine"


def test_the_pages_of_the_sources_are_links_that_keep_the_search(site_content: Content) -> None:
    markup = html(view(site_content, SOURCES, State.of(leaf="3", works="ketamine")).blocks)
    (pages,) = re.findall(r'<nav class="pages".*?</nav>', markup)
    assert '<b aria-current="page">3</b>' in pages
    assert 'href="./sources?works=ketamine&leaf=4#form-leaf"' in unescape(pages)
    assert pages.count("<span>…</span>") == 1


def test_what_is_on_is_said_with_a_way_to_turn_each_and_all_of_it_off(site_content: Content) -> None:
    state = State.of(family=["pain", "mood"], controlled="true", order="name")
    markup = unescape(html(view(site_content, CONDITIONS, state).blocks))
    assert re.findall(r">([^<>]+) ✕</a>", markup) == [
        "family: pain", "family: mood", "only conditions with controlled trials",
    ]  # fmt: skip
    assert 'href="./conditions?controlled=true&order=name&family=mood#form-find">family: pain ✕' in markup
    assert 'href="./conditions?order=name#form-find">Clear filters' in markup
    assert "<details open><summary>Filters (2 on)</summary>" in markup


@pytest.mark.parametrize(
    ("page", "query"),
    [
        (CONDITIONS, "find=&order=family&view=fits+the+screen&mechanism="),
        (SHEET, "condition="),
        (SHEET, "condition=&matters="),
        (FAQ, "q=&ask="),
        (GLOSSARY, "term=&word="),
        (SEARCH, "for="),
        (TRIALS, "row=&least=0&least="),
        (SOURCES, "row=&source=&leaf="),
        (CHANGES, "since="),
        (OVERVIEW, "arrange=how+sure+we+are&active="),
        (SAFETY, "harm=&from="),
    ],
    ids=lambda each: getattr(each, "name", each),
)
def test_empty_and_usual_values_in_an_address_say_nothing(site_content: Content, page: SitePage, query: str) -> None:
    state = State.from_query(query)
    assert said(site_content, page, state) == said(site_content, page, NOTHING)
    assert view(site_content, page, state).is_complete


def test_what_a_reader_types_is_text_and_no_markup(site_content: Content) -> None:
    markup = html(view(site_content, FAQ, State.of(ask='"><script>alert(1)</script>')).blocks)
    assert "<script" not in markup
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in markup
