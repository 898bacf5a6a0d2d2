"""What the API has: each collection with its records, their ids and schema, and the filters that its page has."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from explainer.content import Content
from explainer.content.facts import Fact
from explainer.content.trials import PooledResult, TrialResult
from explainer.evidence.summary import ConditionSummary, summaries
from explainer.find.filters import Filter, Filters
from explainer.reuse.schema import json_schema, record_schema
from explainer.reuse.tables import PUBLISHED, Table
from explainer.reuse.values import row_values
from explainer.views.claims import claim_filters
from explainer.views.conditions import condition_filters
from explainer.views.faq import SEARCH
from explainer.views.sources import source_filters
from explainer.views.timeline import event_filters
from explainer.views.trials import result_filters
from explainer.web.api import derived as d

Values = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Collection:
    """Records of one kind. ``values`` gives a record as JSON has it, ``schema`` is its JSON Schema."""

    name: str
    item_is: str
    records: Callable[[Content], Sequence[Any]]
    key: Callable[[Any], str]
    values: Callable[[Content, Any], Values]
    schema: Values
    filters: Callable[[Content], Filters[Any]]


def _pick(key: str, label: str, values: Callable[[Any], Sequence[object]], options: Sequence[str]) -> Filter[Any]:
    return Filter(key, label, "list", values, tuple(options))


def _of(content: Content, values: Callable[[Any], Sequence[object]]) -> Filter[Any]:
    return _pick("of", "Condition, by its id", values, tuple(content.conditions))


def _outcome(content: Content) -> Filter[Any]:
    return _pick("outcome", "Kind of outcome", lambda row: (row.family,), tuple(content.families))


def _result_filters(content: Content) -> Filters[TrialResult]:
    return (_of(content, lambda row: (row.condition,)), _outcome(content), *result_filters(content.results))


def _trial_filters(content: Content) -> Filters[Any]:
    """Those filters over results that look only at columns of the trial."""
    about = d.results_of(content)
    of_trial = [each for each in result_filters(content.results) if each.key not in ("when", "main")]
    return (_of(content, lambda trial: [row.condition for row in about.get(trial.id, ())]), *of_trial)


def _pooled_filters(content: Content) -> Filters[PooledResult]:
    return (_of(content, lambda row: (row.condition,)), _outcome(content))


FACTS = tuple(name for name, table in PUBLISHED.items() if not table.texts and issubclass(table.model, Fact))


def _facts(content: Content) -> list[tuple[str, Fact]]:
    return [(name, row) for name in FACTS for row in PUBLISHED[name].rows(content) if isinstance(row, Fact)]


def _fact_filters(content: Content) -> Filters[tuple[str, Fact]]:
    return (_pick("table", "Table", lambda pair: (pair[0],), FACTS), _of(content, lambda pair: pair[1].conditions))


def _fact_schema() -> Values:
    """A fact has the columns of its table, and the table's name."""
    return {
        "anyOf": [_with(json_schema(PUBLISHED[name]), "table", {"const": name, "type": "string"}) for name in FACTS]
    }


def _with(schema: Values, key: str, more: Values) -> Values:
    """A schema with one more key, which is always there."""
    return schema | {"properties": {key: more, **schema["properties"]}, "required": [key, *schema["required"]]}


def _derived(schema: Values, model: type[BaseModel]) -> Values:
    words = {"description": f"Computed by us, not typed from a source: {(model.__doc__ or '').lower()}"}
    more = record_schema(model) | words
    return schema | {
        "properties": {**schema["properties"], "derived": more},
        "required": [*schema["required"], "derived"],
    }


def _condition(content: Content, row: ConditionSummary) -> Values:
    text = row_values(PUBLISHED["conditions"], row.condition)
    return text | {"family": row.family, "why": row.reading.why, "derived": d.of_condition(content, row)}


def _condition_schema() -> Values:
    reading = json_schema(PUBLISHED["readings"])["properties"]
    schema = json_schema(PUBLISHED["conditions"])
    more = {name: reading[name] for name in ("family", "why")}
    whole = schema | {
        "properties": {**schema["properties"], **more},
        "required": [*schema["required"], *more],
    }
    return _derived(whole, d.OfCondition)


def _plain(table: Table) -> Callable[[Content, Any], Values]:
    return lambda content, row: row_values(table, row)


def _simple(name: str, table: str, filters: Callable[[Content], Filters[Any]]) -> Collection:
    """A collection that has the columns of a table alone."""
    of = PUBLISHED[table]
    return Collection(
        name, of.row_is, lambda c: list(of.rows(c)), lambda row: str(row.id), _plain(of), json_schema(of), filters
    )


def _more(collection: Collection, model: type[BaseModel], add: Callable[[Content, Any], Values]) -> Collection:
    """The same with values of our own."""
    values = collection.values
    return replace(
        collection,
        schema=_derived(collection.schema, model),
        values=lambda content, row: {**values(content, row), "derived": add(content, row)},
    )


COLLECTIONS: Mapping[str, Collection] = {
    each.name: each
    for each in (
        Collection(
            "conditions",
            "one condition in words, with its reading and the counts of its trials",
            summaries,
            lambda row: str(row.id),
            _condition,
            _condition_schema(),
            condition_filters,
        ),
        _more(_simple("trials", "trials", _trial_filters), d.OfTrial, d.of_trial),
        _more(_simple("results", "results", _result_filters), d.OfResult, d.of_result),
        _more(_simple("pooled", "pooled", _pooled_filters), d.OfResult, d.of_result),
        _simple("claims", "claims", claim_filters),
        _simple("events", "timeline", lambda content: event_filters(content.events)),
        Collection(
            "facts",
            "one statement of any table of facts, with its source",
            _facts,
            lambda pair: str(pair[1].id),
            lambda content, pair: {"table": pair[0], **row_values(PUBLISHED[pair[0]], pair[1])},
            _fact_schema(),
            _fact_filters,
        ),
        _more(_simple("sources", "sources", source_filters), d.OfSource, d.of_source),
        _simple("questions", "questions", lambda content: (SEARCH,)),
    )
}
"""The collections, by name; search and reactions are in ``readers.py``."""


@lru_cache(maxsize=32)
def by_id(content: Content, name: str) -> Mapping[str, Any]:
    """The records of a collection, by id."""
    collection = COLLECTIONS[name]
    return {collection.key(record): record for record in collection.records(content)}


@lru_cache(maxsize=32)
def filters_of(content: Content, name: str) -> Filters[Any]:
    """The filters of a collection, with the options that there are."""
    return COLLECTIONS[name].filters(content)
