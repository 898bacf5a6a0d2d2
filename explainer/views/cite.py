"""How to cite a page or a source: the reference to copy, and links to files for reference managers."""

from explainer.content import Content
from explainer.content.reference import Source
from explainer.site import HERE, SitePage
from explainer.views import blocks as b
from explainer.views.inline import Inline, Outside, joined
from explainer.views.view import View
from explainer.words.citation import Cited, apa, page_cited, source_cited
from explainer.words.citation_files import FORMATS


def cited_view(content: Content, page: SitePage, shown: View) -> Cited:
    """A page, or what is opened on it."""
    name = f"{page.name}-{shown.at}" if shown.at else page.name
    return page_cited(content, name, shown.title, page.address(shown.at).replace("./", HERE, 1))


def cite_fold(page: SitePage, cited: Cited) -> b.Fold:
    """The reference of a page, with its files."""
    query = cited.url.partition("?")[2]
    return _fold("Cite this page", "cite", cited, _files(f"cite/{page.name}", f"?{query}" if query else ""))


def cite_source_fold(source: Source) -> b.Fold:
    """The reference of a source, with its files."""
    return _fold("Cite this source", "cite-source", source_cited(source), source_files(source))


def source_files(source: Source) -> Inline:
    """Links to the files of a source's reference."""
    return _files(f"cite/source/{source.id}")


def _fold(label: str, key: str, cited: Cited, files: Inline) -> b.Fold:
    return b.Fold(label, (b.ToCopy(apa(cited)), b.Paragraph(("As a file: ", files))), key=key, lazy=True)


def _files(path: str, query: str = "") -> Inline:
    """A link to each file; ``path`` is their address without the ending, relative to the site.

    It does not begin with ``./``: such links open inside the app, and these are no pages of it.
    """
    return joined([Outside(each.name, f"{path}.{ending}{query}") for ending, each in FORMATS.items()], " · ")
