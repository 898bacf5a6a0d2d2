"""How pages, sources and results are cited and quoted."""

from explainer.content import Content
from explainer.find.state import State
from explainer.site import CONDITIONS, HERE, PAGES, SOURCES, TRIALS
from explainer.views import blocks as b
from explainer.views.cite import cite_source_fold
from explainer.views.frame import cited_page, foot
from explainer.views.html import html
from explainer.views.pages import view
from explainer.views.trial_card import quotation
from explainer.views.view import walk


def to_copy(blocks: b.Blocks) -> list[str]:
    return [each.text for each in walk(blocks) if isinstance(each, b.ToCopy)]


def test_the_foot_of_every_page_has_its_reference_and_a_link_to_each_file(site_content: Content) -> None:
    for page in PAGES:
        blocks = foot(site_content, page, cited=cited_page(site_content, page))
        [reference] = to_copy(blocks)
        assert site_content.pages[page.name].title in reference and reference.split()[-1].startswith(HERE)
        for ending in ("bib", "ris", "json", "txt"):
            assert f'href="cite/{page.name}.{ending}"' in html(blocks)


def test_what_a_page_opens_is_cited_by_its_own_name_and_address(site_content: Content) -> None:
    cited = cited_page(site_content, CONDITIONS, "ptsd")
    assert (cited.title, cited.url) == ("Post-traumatic stress disorder", f"{HERE}conditions?condition=ptsd")
    assert 'href="cite/conditions.bib?condition=ptsd"' in html(foot(site_content, CONDITIONS, cited=cited))
    assert cited_page(site_content, CONDITIONS, "gout") == cited_page(site_content, CONDITIONS)


def test_an_opened_source_has_its_reference(site_content: Content) -> None:
    opened = view(site_content, SOURCES, State.of(source="abbar-2022"))
    [reference] = to_copy(opened.blocks)
    assert [reference] == to_copy((cite_source_fold(site_content.sources["abbar-2022"]),))
    assert reference.startswith("Abbar et al. (2022).") and 'href="cite/source/abbar-2022.ris"' in html(opened.blocks)


def test_a_card_has_the_result_as_a_quotation_with_its_source_and_a_link_that_opens_it(site_content: Content) -> None:
    row = next(row for row in site_content.results if row.condition == "ptsd" and row.is_primary)
    card = view(site_content, TRIALS, State.of(of="ptsd", row=row.id)).blocks
    [text] = [each for each in to_copy(card) if "<iframe" not in each]
    assert [text] == to_copy((quotation(site_content, row),))
    source = site_content.sources[row.source]
    assert source.title in text and (source.doi or source.url) in text and row.outcome[1:] in text
    query = State.from_query(text.removesuffix(")").rpartition("?")[2])
    assert f"{HERE}trials?" in text and query.one("row") == row.id
    assert not [each for each in walk(view(site_content, TRIALS, query).blocks) if isinstance(each, b.Notice)]
