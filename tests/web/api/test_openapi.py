"""Schemathesis calls the API with what its OpenAPI document allows and forbids, and holds each answer to its schema."""

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from starlette.applications import Starlette

from explainer.content import content
from explainer.web.api.collections import COLLECTIONS
from explainer.web.api.openapi import openapi
from explainer.web.api.routes import api_routes
from tests.web.asgi import request

SITE = Starlette(routes=api_routes())
EXAMPLES = 4
"""Generated requests of each kind and path: the whole test takes seconds."""

schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", SITE)


@pytest.fixture(autouse=True)
def votes(own_var: Path) -> Iterator[None]:
    yield


@schema.parametrize()
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
def test_every_answer_fits_its_schema(case: schemathesis.Case) -> None:
    case.call_and_validate()


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_record_fits_its_schema(name: str) -> None:
    document = openapi(content())
    rows = json.loads(request(SITE, f"/api/v1/{name}").body)["rows"]
    fits = jsonschema.Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    )
    assert [error.message for row in rows for error in fits.iter_errors(row)] == []
