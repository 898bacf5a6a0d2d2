"""What other sites and programs fetch to cite, show and follow this one."""

from starlette.routing import Route

from explainer.web.cite import cite_routes
from explainer.web.embed import embed_routes
from explainer.web.feed import feed_routes
from explainer.web.previews import preview_routes


def sharing_routes(base: str = "") -> list[Route]:
    """All such routes, below the site's own path."""
    return [*cite_routes(base), *preview_routes(base), *embed_routes(base), *feed_routes(base)]
