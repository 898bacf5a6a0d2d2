"""References as files, for every page and every source."""

import pytest
from pybtex.database import parse_string
from starlette.applications import Starlette

from explainer.content import Content
from explainer.views.pages import addresses
from explainer.web.cite import cite_routes
from tests.web.asgi import Answer, request


def ask(path: str, query: str = "", base: str = "") -> Answer:
    return request(Starlette(routes=cite_routes(base)), path, query=query, scheme="https", host="example.org")


def test_every_page_and_what_it_opens_can_be_cited_by_its_own_address(site_content: Content) -> None:
    for page, state in list(addresses(site_content))[::20]:
        query = {key: values[-1] for key, values in state.values}
        answer = ask(f"/cite/{page.name}.bib", "&".join(f"{key}={value}" for key, value in query.items()))
        [entry] = parse_string(answer.body.decode(), "bibtex").entries.values()
        assert entry.fields["url"] == f"https://example.org/{page.address(**query).removeprefix('./')}"


def test_a_file_has_the_name_and_type_of_its_format(site_content: Content) -> None:
    answer = ask("/cite/source/abbar-2022.ris")
    assert answer.headers["content-disposition"] == 'attachment; filename="abbar-2022.ris"'
    assert answer.headers["content-type"].startswith("application/x-research-info-systems")
    assert site_content.sources["abbar-2022"].doi in answer.body.decode()


def test_below_a_base_path_the_reference_names_it() -> None:
    answer = ask("/ketamine/cite/faq.txt", "q=driving", "/ketamine")
    assert answer.body.decode().strip().endswith("https://example.org/ketamine/faq?q=driving")


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/cite/nothing.bib", ""),
        ("/cite/faq.doc", ""),
        ("/cite/faq.bib", "q=nothing"),
        ("/cite/source/nothing.ris", ""),
        ("/cite/source/abbar-2022.exe", ""),
    ],
)
def test_what_is_not_there_is_met_with_calm_words(path: str, query: str) -> None:
    answer = ask(path, query)
    assert answer.status == 404 and answer.body.decode().startswith("There is no such reference here.")
