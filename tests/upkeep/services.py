"""A real server on this machine that answers as Crossref, PubMed and ClinicalTrials.gov document it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

Reply = tuple[int, dict[str, str], bytes]
"""Status, headers and body of an answer."""


def as_json(value: Any, status: int = 200) -> Reply:
    return status, {"Content-Type": "application/json"}, json.dumps(value).encode()


@dataclass
class Asked:
    """One request: its path, its query, its headers."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


@dataclass
class Server:
    """``replies`` has what answers each path; the first that the path begins with counts."""

    replies: dict[str, Callable[[Asked], Reply]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    base: str = ""

    def reply(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        found = next((reply for path, reply in self.replies.items() if asked.path.startswith(path)), None)
        return found(asked) if found else (404, {}, b"Resource not found.")


@contextmanager
def serving() -> Iterator[Server]:
    """A server that runs until the test ends."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
            status, headers, body = server.reply(Asked(unquote(parts.path), query, dict(self.headers)))
            self.send_response(status)
            for name, value in (headers | {"Content-Length": str(len(body))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.base = f"http://127.0.0.1:{http.server_port}"
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


def notice(kind: str, doi: str, *day: int, source: str = "publisher") -> dict[str, Any]:
    """A notice as Crossref gives it under ``updated-by``."""
    return {"DOI": doi, "type": kind, "source": source, "label": kind.title(), "record-id": 7,
            "updated": {"date-parts": [list(day)], "date-time": "2026-01-01T00:00:00Z", "timestamp": 0}}  # fmt: skip


def crossref(notices: dict[str, list[dict[str, Any]]]) -> Callable[[Asked], Reply]:
    """``/works/DOI`` for the DOIs of ``notices``; 404 for all others."""

    def reply(asked: Asked) -> Reply:
        doi = asked.path.removeprefix("/works/")
        if doi not in notices:
            return 404, {"Content-Type": "text/plain"}, b"Resource not found."
        work = {"DOI": doi, "title": ["A paper"]} | ({"updated-by": notices[doi]} if notices[doi] else {})
        return as_json({"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": work})

    return reply


def esearch(ids: list[str]) -> Callable[[Asked], Reply]:
    """``esearch.fcgi``, by pages: numbers are texts, as PubMed has them."""

    def reply(asked: Asked) -> Reply:
        start, most = int(asked.query["retstart"]), int(asked.query["retmax"])
        page = ids[start : start + most]
        found = {"count": str(len(ids)), "retmax": str(len(page)), "retstart": str(start), "idlist": page}
        return as_json({"header": {"type": "esearch", "version": "0.3"}, "esearchresult": found})

    return reply


def esummary(papers: dict[str, dict[str, Any]]) -> Callable[[Asked], Reply]:
    """``esummary.fcgi``; a number that is not there has an ``error``."""

    def reply(asked: Asked) -> Reply:
        ids = asked.query["id"].split(",")
        lost = {"error": "cannot get document summary"}
        result = {number: {"uid": number} | papers.get(number, lost) for number in ids}
        return as_json({"header": {"type": "esummary", "version": "0.3"}, "result": {"uids": ids, **result}})

    return reply


def paper(title: str, doi: str = "", *, kind: str = "Journal Article") -> dict[str, Any]:
    """A summary as PubMed gives it."""
    ids = [{"idtype": "pubmed", "idtypen": 1, "value": "1"}, {"idtype": "doi", "idtypen": 3, "value": doi}]
    return {"title": title, "pubdate": "2026 Dec 1", "sortpubdate": "2026/12/01 00:00", "pubtype": [kind],
            "articleids": ids if doi else ids[:1], "source": "J Test"}  # fmt: skip


def study(number: str, title: str, posted: str, results: str = "") -> dict[str, Any]:
    """A study as ClinicalTrials.gov gives it."""
    status = {"studyFirstPostDateStruct": {"date": posted, "type": "ACTUAL"}}
    status |= {"resultsFirstPostDateStruct": {"date": results, "type": "ACTUAL"}} if results else {}
    return {"protocolSection": {
        "identificationModule": {"nctId": number, "briefTitle": title}, "statusModule": status,
        "designModule": {"designInfo": {"allocation": "RANDOMIZED"}},
        "armsInterventionsModule": {"interventions": [{"type": "DRUG", "name": "Esketamine"}, {"name": "Saline"}]},
    }, "hasResults": bool(results)}  # fmt: skip


def studies(*pages: list[dict[str, Any]]) -> Callable[[Asked], Reply]:
    """``/studies``, a page a token."""

    def reply(asked: Asked) -> Reply:
        number = int(asked.query.get("pageToken", "0").removeprefix("page-"))
        token = {"nextPageToken": f"page-{number + 1}"} if number + 1 < len(pages) else {}
        return as_json({"studies": pages[number], **token})

    return reply
