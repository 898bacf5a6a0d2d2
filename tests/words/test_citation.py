"""References of pages and sources: what they say, and that other programs read them back."""

import json
import warnings

import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text

from explainer.content import Content
from explainer.content.reference import Source
from explainer.words.citation import Cited, apa, csl_json, newest_change, page_cited, source_cited
from explainer.words.citation_files import FORMATS, bibtex, ris

TODAY = "2026-12-24"
ADDRESS = "https://example.org/conditions?condition=ptsd"


def every_source(content: Content) -> list[Cited]:
    return [source_cited(source) for source in content.sources.values()]


def source(**fields: object) -> Cited:
    return source_cited(Source.model_validate({"id": "x", "kind": "rct", "title": "A trial", "link": "none"} | fields))


@pytest.mark.parametrize(
    ("cited", "reference"),
    [
        (
            source(authors_short="Abbar et al.", year=2022, publisher="BMJ", doi="10.1136/x"),
            "Abbar et al. (2022). A trial. BMJ. https://doi.org/10.1136/x",
        ),
        (source(title="Does it help?", publisher="BMJ", year=2022), "Does it help? (2022). BMJ."),
        (
            source(authors_short="NICE", publisher="NICE", url="https://a.org", link="canonical"),
            "NICE. (n.d.). A trial. https://a.org",
        ),
        (Cited("x", "webpage", "Title", "Us", "2026-11"), "Us. (2026, November). Title."),
    ],
)
def test_a_reference_has_author_date_title_place_and_address_as_far_as_they_are_known(
    cited: Cited, reference: str
) -> None:
    assert apa(cited) == reference


def test_a_page_is_cited_with_the_version_of_the_site_and_the_date_of_its_data(site_content: Content) -> None:
    cited = page_cited(site_content, "conditions-ptsd", "Post-traumatic stress disorder", ADDRESS)
    assert cited.date == newest_change(site_content) == site_content.changes[0].date
    assert f"(Version {cited.version})" in apa(cited) and apa(cited).endswith(ADDRESS)


def test_every_source_is_cited_with_its_doi_if_it_has_one_and_nothing_is_said_twice(site_content: Content) -> None:
    for cited in every_source(site_content):
        reference = apa(cited)
        assert reference.count(cited.title.rstrip(".")) == 1 or cited.author in cited.title, reference
        assert not cited.doi or reference.endswith(f" https://doi.org/{cited.doi}")
        assert ".." not in reference.replace("...", "") and "  " not in reference and "None" not in reference


def test_a_reader_of_bibtex_gets_every_field_back(site_content: Content) -> None:
    everything = every_source(site_content)
    read = parse_string("\n".join(bibtex(cited, TODAY) for cited in everything), "bibtex").entries
    assert list(read) == [cited.id for cited in everything]
    for cited in everything:
        assert_same(cited, read[cited.id])


def assert_same(cited: Cited, entry: object) -> None:
    fields = entry.fields  # type: ignore[attr-defined]
    assert plain(fields["title"]) == plain_text(cited.title)
    assert (fields.get("year", ""), fields.get("doi", ""), fields.get("url", "")) == (cited.date, cited.doi, cited.url)
    where = next((fields[name] for name in ("journal", "institution", "howpublished") if name in fields), "")
    assert plain(where) == plain_text(cited.within)
    people = entry.persons.get("author", [])  # type: ignore[attr-defined]
    assert " et al.".join(plain(str(person)).removesuffix("others") for person in people) == plain_text(cited.author)


LATEX = LatexNodes2Text()


def plain(text: str) -> str:
    return plain_text(LATEX.latex_to_text(text))


def plain_text(text: str) -> str:
    """Without the spaces that LaTeX joins."""
    return " ".join(text.split())


@settings(max_examples=40)
@given(st.text("\\{}$%&#_~^<>@,=\"' aé“”–µ漢"))
def test_no_title_breaks_out_of_its_bibtex_field(title: str) -> None:
    entry = parse_string(bibtex(Cited("x", "webpage", f"A {title} b"), TODAY), "bibtex").entries["x"]
    assert list(entry.fields) == ["title"]


def test_a_reader_of_ris_gets_every_field_back(site_content: Content) -> None:
    everything = every_source(site_content)
    read = rispy.loads("\n".join(ris(cited, TODAY) for cited in everything))
    assert len(read) == len(everything)
    for cited, got in zip(everything, read, strict=True):
        assert got["title"] == cited.title and got.get("authors", []) == ([cited.author] if cited.author else [])
        assert (got.get("year", ""), got.get("doi", "")) == (cited.date, cited.doi)
        assert got.get("urls", []) == ([cited.url] if cited.url else [])
        assert got.get("secondary_title", "") == cited.within


def test_a_reader_of_csl_json_takes_every_item_and_all_its_fields(site_content: Content) -> None:
    items = [csl_json(cited, TODAY) for cited in every_source(site_content)]
    page = page_cited(site_content, "overview", "Overview", ADDRESS)
    items.append(csl_json(page, TODAY))
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # it warns of fields that CSL does not have
        read = CiteProcJSON(items)
    assert len(read) == len(items)
    assert str(read["overview"]["title"]) == "Overview"
    assert items[-1]["issued"] == {"date-parts": [[int(part) for part in page.date.split("-")]]}


def test_each_format_is_made_from_the_same_work(site_content: Content) -> None:
    cited = page_cited(site_content, "overview", "Overview", ADDRESS)
    for made in FORMATS.values():
        text = made.make(cited, TODAY)
        assert cited.title in text and ADDRESS in text
    assert json.loads(FORMATS["json"].make(cited, TODAY))[0]["id"] == "overview"
