"""Studies that were registered, or got results, on ClinicalTrials.gov (https://clinicaltrials.gov/data-api/api, v2)."""

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from explainer.upkeep.finds import Find
from explainer.upkeep.http import Answer, Service

A_PAGE = 100
FIELDS = "NCTId,BriefTitle,StudyFirstPostDate,ResultsFirstPostDate,DesignAllocation,InterventionName"


class _Day(Answer):
    date: str = ""


class _Identification(Answer):
    nct_id: str = Field(alias="nctId", pattern=r"^NCT\d{8}$")
    title: str = Field(default="", alias="briefTitle")


class _Status(Answer):
    first_posted: _Day = Field(default=_Day(), alias="studyFirstPostDateStruct")
    results_posted: _Day = Field(default=_Day(), alias="resultsFirstPostDateStruct")


class _Intervention(Answer):
    name: str = ""


class _Arms(Answer):
    interventions: tuple[_Intervention, ...] = ()


class _Protocol(Answer):
    identification: _Identification = Field(alias="identificationModule")
    status: _Status = Field(default=_Status(), alias="statusModule")
    arms: _Arms = Field(default=_Arms(), alias="armsInterventionsModule")


class _Study(Answer):
    protocol: _Protocol = Field(alias="protocolSection")


class _Page(Answer):
    studies: tuple[_Study, ...]
    next_page: str = Field(default="", alias="nextPageToken")


def new_studies(service: Service, since: date) -> Iterator[Find]:
    """Randomised studies of ketamine or esketamine that were posted, or whose results were, since a day."""
    span = f"RANGE[{since.isoformat()},MAX]"
    query = {
        "query.intr": "ketamine OR esketamine",
        "filter.advanced": "AREA[DesignAllocation]RANDOMIZED AND "
        f"(AREA[StudyFirstPostDate]{span} OR AREA[ResultsFirstPostDate]{span})",
        "fields": FIELDS,
        "pageSize": str(A_PAGE),
    }
    token = ""
    seen = set()
    while token not in seen:
        seen.add(token)
        page = service.get("/studies", query | ({"pageToken": token} if token else {}), _Page)
        if page is None:
            return
        yield from (_find(study.protocol, since) for study in page.studies)
        if not page.next_page:
            return
        token = page.next_page


def _find(study: _Protocol, since: date) -> Find:
    number, results = study.identification.nct_id, study.status.results_posted.date
    drugs = [each.name for each in study.arms.interventions if "ketamine" in each.name.lower()]
    has_new_results = results >= since.isoformat()
    why = "results posted" if has_new_results else "newly registered"
    return {
        "id": number,
        "title": study.identification.title,
        "date": results if has_new_results else study.status.first_posted.date,
        "why": f"{why}; randomised; {', '.join(drugs) or 'ketamine among its interventions'}",
        "address": f"https://clinicaltrials.gov/study/{number}",
    }
