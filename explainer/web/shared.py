"""What other sites and search engines read of a page: finding, picture, and the page in the words of schema.org."""

from dataclasses import dataclass
from typing import Any

from explainer.content import Content
from explainer.content.reference import Source
from explainer.evidence.summary import summaries
from explainer.find.usage import sources_of
from explainer.settings import SITE_NAME, site_version
from explainer.site import OVERVIEW, SOURCES, SitePage
from explainer.views.preview import condition_preview, page_preview
from explainer.views.view import View
from explainer.words.citation import CONTRIBUTORS, newest_change, source_cited
from explainer.words.finding import finding_sentence

DATA_FILES = (
    ("data/ketamine-in-evidence.zip", "application/zip"),
    ("data/datapackage.json", "application/json"),
)
"""Where the whole data is, relative to the site, and the type of each file."""
CONTENT_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
WITH_DATA = (OVERVIEW, SOURCES)
"""Pages that search engines are told of the data on."""
ARTICLE = "article-journal"
_CONTEXT = {"@context": "https://schema.org"}


@dataclass(frozen=True)
class Shared:
    """What is shared of a page. Addresses are relative to the site."""

    finding: str
    picture: str
    picture_alt: str
    about: dict[str, Any]
    cites: tuple[dict[str, str], ...] = ()
    reviewed: str = ""
    data: dict[str, Any] | None = None


def shared(content: Content, page: SitePage, shown: View) -> Shared:
    """What is shared of a view. A page about a condition has the condition's finding and picture."""
    condition = shown.at if page.kind == "condition" else ""
    preview = condition_preview(content, condition) if condition else page_preview(content, page)
    return Shared(
        _finding(content, condition) if condition else shown.description,
        f"preview/condition/{condition}.png" if condition else f"preview/{page.name}.png",
        preview.alt,
        _about(shown),
        tuple(_work(source) for source in sources_of(content, page.kind, shown.at)),
        _reviewed(content, condition),
        _data_set(content) if page in WITH_DATA and not shown.at else None,
    )


def page_for_machines(name: str, description: str, site: str, path: str, seen: Shared) -> dict[str, Any]:
    """The page as https://schema.org/MedicalWebPage; ``site`` is the address of the site, ``path`` what follows it."""
    page: dict[str, Any] = _CONTEXT | {
        "@type": "MedicalWebPage",
        "name": name,
        "description": description,
        "url": site + path,
        "image": site + seen.picture,
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "isPartOf": {"@type": "WebSite", "name": SITE_NAME, "url": site},
        "about": seen.about,
    }
    if seen.cites:
        page["citation"] = list(seen.cites)
    if seen.reviewed:
        page["lastReviewed"] = seen.reviewed
    return page


def data_for_machines(site: str, data: dict[str, Any]) -> dict[str, Any]:
    """The data as https://schema.org/Dataset, with the addresses of its files."""
    files = [{"@type": "DataDownload", "contentUrl": site + path, "encodingFormat": kind} for path, kind in DATA_FILES]
    return _CONTEXT | data | {"url": site + SOURCES.name, "distribution": files}


def _finding(content: Content, condition: str) -> str:
    return next(finding_sentence(row) for row in summaries(content) if row.id == condition)


def _about(shown: View) -> dict[str, Any]:
    """The condition that a page is about, else the drug."""
    if not shown.about:
        return {"@type": "Drug", "name": "Ketamine"}
    name, *others = shown.about
    return {"@type": "MedicalCondition", "name": name, "alternateName": others}


def _work(source: Source) -> dict[str, str]:
    """A source by its address, which is shorter than its title; by its title where it has none."""
    cited = source_cited(source)
    kind = "ScholarlyArticle" if cited.kind == ARTICLE else "CreativeWork"
    return {"@type": kind} | ({"url": cited.url} if cited.url else {"name": cited.title})


def _reviewed(content: Content, condition: str) -> str:
    """The day on which the reading of a condition was last checked; empty for anything else."""
    reading = content.readings.get(condition)
    return reading.reviewed.isoformat() if reading else ""


def _data_set(content: Content) -> dict[str, Any]:
    words = content.pages["site"]
    return {
        "@type": "Dataset",
        "name": f"{SITE_NAME}: the data",
        "description": f"{words.description} {content.pages[SOURCES.name].description}",
        "creator": {"@type": "Organization", "name": CONTRIBUTORS},
        "license": CONTENT_LICENCE,
        "version": site_version(),
        "dateModified": newest_change(content),
        "isAccessibleForFree": True,
    }
