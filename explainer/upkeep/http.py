"""Ask a public service for JSON: named, slowly, with patience, and with plain words where no answer comes."""

import os
import sys
import time
from collections.abc import Callable, Mapping
from typing import Self, TypeVar

import httpx
from pydantic import BaseModel, ConfigDict, ValidationError

TRIES = 5
SECONDS_TO_ANSWER = 30
LONGEST_WAIT = 60
"""Most seconds between two tries, whatever the service asks for."""
NOT_FOUND = 404
WORTH_ANOTHER_TRY = (429, 500, 502, 503, 504)


class Answer(BaseModel):
    """A part of an answer; keys that are not named in the model are left out."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


A = TypeVar("A", bound=Answer)


class NoAnswerError(Exception):
    """No answer that can be used; the message says so to a person."""


class Service:
    """A service at ``base``. ``pause`` is the seconds between requests, ``wait`` those before the second try.

    The wait doubles with each further try; a ``Retry-After`` header counts more. Used as a context manager.
    """

    def __init__(self, base: str, contact: str, pause: float, wait: float = 1) -> None:
        self.base = base.rstrip("/")
        self.pause, self.wait = pause, wait
        agent = f"KetamineInEvidence/1.0 (mailto:{contact})"
        self._client = httpx.Client(timeout=SECONDS_TO_ANSWER, headers={"User-Agent": agent}, follow_redirects=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._client.close()

    def get(self, path: str, query: Mapping[str, str], shape: type[A]) -> A | None:
        """The answer to a request, or ``None`` where the service does not know the thing (404).

        Raises :class:`NoAnswerError` where the service can't be reached, refuses, or answers in another shape.
        """
        response = self._response(path, query)
        if response.status_code == NOT_FOUND:
            return None
        if not response.is_success:
            raise NoAnswerError(f"{self.base} refused {path}: {response.status_code} {response.reason_phrase}.")
        try:
            return shape.model_validate_json(response.content)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the whole"
            raise NoAnswerError(f"{self.base}{path} answered in another shape: {where}: {first['msg']}.") from None

    def _response(self, path: str, query: Mapping[str, str]) -> httpx.Response:
        """The first answer that is worth reading. Raises :class:`NoAnswerError` after the last try."""
        problem, wait = "", self.wait
        for number in range(TRIES):
            time.sleep(min(wait, LONGEST_WAIT) if number else self.pause)
            wait *= 2 if number else 1
            try:
                response = self._client.get(f"{self.base}{path}", params=query)
            except httpx.TransportError as error:
                problem = f"can't be reached ({type(error).__name__}). Is this machine offline?"
                continue
            if response.status_code not in WORTH_ANOTHER_TRY:
                return response
            problem = f"answered {response.status_code} again and again. Please try later."
            asked = response.headers.get("Retry-After", "")
            wait = float(asked) if asked.isdigit() else wait
        raise NoAnswerError(f"{self.base} {problem}")


def contact() -> str:
    """The e-mail address of whoever asks (``EXPLAINER_CONTACT``). Raises :class:`NoAnswerError` where it is not set."""
    address = os.environ.get("EXPLAINER_CONTACT", "").strip()
    if "@" not in address:
        raise NoAnswerError("Set EXPLAINER_CONTACT to your e-mail address: the services ask who is calling them.")
    return address


def address(setting: str, usual: str) -> str:
    """The base address of a service: an environment variable, or the usual one."""
    return os.environ.get(setting) or usual


def command(work: Callable[[], None]) -> int:
    """Run the work of a command. Return 0, or 1 after saying why no answer came."""
    try:
        work()
    except NoAnswerError as error:
        print(f"{error} Nothing was written.", file=sys.stderr)
        return 1
    return 0
