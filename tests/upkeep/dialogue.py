"""Drive a command that asks on the terminal: each prompt gets the answer that a person has for it."""

import contextlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from explainer.settings import ROOT

PROMPT = re.compile(r"^(?:(?P<column>\w[\w ]*?)(?: \[[^\]]*\])?: |(?P<question>\w.+) \[(?:Y/n|y/N)\] )$")
HEADING = re.compile(r"^== (.+) ==$", re.MULTILINE)
MOST_PROMPTS = 200


@dataclass(frozen=True)
class Done:
    """How the command ended, and all it printed."""

    code: int
    printed: str


def talk(arguments: list[str], answers: dict[str, Iterable[str]], data: Path, stop_at: str = "") -> Done:
    """Run a command of ``explainer.upkeep.new``.

    ``answers`` has, by column or by the beginning of a question, what is answered at its first, second ... prompt; all
    other prompts get an empty line. At the prompt ``stop_at`` Ctrl+C is pressed.
    """
    left = {prompt: list(texts) for prompt, texts in answers.items()}
    settings = os.environ | {"EXPLAINER_DATA": str(data)}
    command = [sys.executable, "-m", "explainer.upkeep.new", *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=settings,
        stdin=pipe,
        stdout=pipe,
        stderr=subprocess.STDOUT,
        bufsize=0,
        preexec_fn=_listen_to_ctrl_c,
    ) as running:
        printed = _answered(running, left, stop_at)
    unused = {prompt: texts for prompt, texts in left.items() if texts}
    assert not unused or running.returncode == 130, f"nobody asked for {unused}:\n{printed}"
    return Done(running.returncode, printed)


def _listen_to_ctrl_c() -> None:
    """A job in the background of a shell ignores Ctrl+C, and so would a command that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _answered(running: subprocess.Popen[bytes], left: dict[str, list[str]], stop_at: str) -> str:
    """Answer prompts until the command ends; return all it printed, with the answers."""
    assert running.stdin and running.stdout
    printed, prompts = b"", 0
    while more := running.stdout.read(1):
        printed += more
        found = PROMPT.match(printed.decode("utf-8", "ignore").rpartition("\n")[2]) if more == b" " else None
        if not found:
            continue
        prompt, prompts = found["column"] or found["question"], prompts + 1
        if prompts > MOST_PROMPTS:
            running.kill()
            raise AssertionError(f"it asks again and again:\n{printed.decode()[-2000:]}")
        if stop_at and prompt.startswith(stop_at):
            running.send_signal(signal.SIGINT)  # Ctrl+C
            with contextlib.suppress(BrokenPipeError):
                running.stdin.write(b"\n")  # a signal that comes just before it waits for a line would not wake it
            continue
        key = next((each for each in left if left[each] and _asks(prompt, each, bool(found["column"]))), "")
        answer = left[key].pop(0) if key else ""
        running.stdin.write(f"{answer}\n".encode())
        printed += f"{answer}\n".encode()
    return printed.decode()


def _asks(prompt: str, key: str, is_column: bool) -> bool:
    return prompt == key if is_column else prompt.startswith(key)
