from explainer.content import Content
from explainer.find.usage import rows_by_source, what_was_read


def test_every_statement_is_listed_under_its_source_once(site_content: Content) -> None:
    listed = [row.id for rows in rows_by_source(site_content).values() for row in rows]
    assert sorted(listed) == sorted(site_content.rows)
    assert all(row.source == source for source, rows in rows_by_source(site_content).items() for row in rows)


def test_every_source_is_used_by_a_row_or_is_a_retracted_paper(site_content: Content) -> None:
    retracted = {name for name, source in site_content.sources.items() if source.is_retracted}
    assert set(rows_by_source(site_content)) | retracted == set(site_content.sources)


def test_a_source_without_statements_has_an_empty_list(site_content: Content) -> None:
    assert rows_by_source(site_content)["nobody-2013"] == []


def test_what_was_read_is_said_once_a_kind_and_only_where_recorded(site_content: Content) -> None:
    trials = [row for row in site_content.results if row.proof_kind == "abstract"][:2]
    registry = [row for row in site_content.results if row.proof_kind == "registry"][:1]
    assert what_was_read([*trials, *registry, *trials]) == "abstract, registry"
    assert what_was_read(list(site_content.approvals)) == ""
