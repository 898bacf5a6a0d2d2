"""The key of the visitors' hashes: ``EXPLAINER_SECRET`` if set, else a random one in the file ``visitor.key``.

A process reads its key once and keeps it. A file that is lost or changed while the site runs would otherwise make every
visitor a new one, who could vote a second time.
"""

import logging
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)

SECRET = "EXPLAINER_SECRET"
MIN_CHARACTERS = 16
"""A shorter ``EXPLAINER_SECRET`` is refused: whoever guesses it can sign cookies, and vote as often as they like."""
MIN_BYTES = 32

_keys: dict[tuple[str | None, Path], bytes] = {}
"""Keys by the setting and the folder they come from: one in a running site, several in the tests."""


class KeyRefusedError(RuntimeError):
    """There is a key, but it is no good. The message names the file or the setting, and what to do."""


def key_file(folder: Path) -> Path:
    """The file of the key in the folder of what the site keeps."""
    return folder / "visitor.key"


def key_of(folder: Path) -> bytes | None:
    """Return the key of this process, read at the first call and then kept; ``None`` as long as there is none.

    Raises :class:`KeyRefusedError`.
    """
    source = (os.environ.get(SECRET), folder)
    if source not in _keys:
        key = read_key(folder)
        if key is None:
            return None
        _keys[source] = key
    return _keys[source]


def read_key(folder: Path) -> bytes | None:
    """Read the key that is now in the setting or the file, or ``None``. Raises :class:`KeyRefusedError`."""
    secret = os.environ.get(SECRET)
    if secret is None:
        return _read_file(key_file(folder))
    if len(secret.strip()) < MIN_CHARACTERS:
        raise KeyRefusedError(
            f"{SECRET} has fewer than {MIN_CHARACTERS} characters, so it could be guessed. Set it to what "
            "'openssl rand -hex 32' prints, or remove it: then the site makes a key of its own. "
            "If readers voted under the old one: python -m explainer.poll accept-key"
        )
    return secret.encode()


def _read_file(file: Path) -> bytes | None:
    try:
        content = file.read_bytes()
        if file.stat().st_mode & 0o077:
            log.warning("%s can be read by other users of this machine: chmod 600 %s", file, file)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise KeyRefusedError(f"{file} can't be read ({error.strerror}). Give it back to the site's user.") from error
    try:
        key = bytes.fromhex(content.decode("ascii"))
    except ValueError:
        key = b""
    if len(key) < MIN_BYTES:
        raise KeyRefusedError(
            f"{file} holds no key: that would be at least {2 * MIN_BYTES} hexadecimal digits. Put it back from a "
            "backup. If there is none, delete it and run: python -m explainer.poll accept-key"
        )
    return key


def make_key(folder: Path) -> bytes:
    """Make the file with a random key and return the key; of several processes that do so at once, all get the same.

    The file has mode 600 and is on disk, whole, before anybody can read it. Raises :class:`OSError`.
    """
    file = key_file(folder)
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=folder, prefix=f"{file.name}.")  # has mode 600
    try:
        with os.fdopen(descriptor, "w") as handle:
            handle.write(secrets.token_hex(MIN_BYTES))
            handle.flush()
            os.fsync(handle.fileno())
        with suppress(FileExistsError):  # another process was first
            os.link(draft, file)  # renaming would replace its key
    finally:
        Path(draft).unlink()
    _sync_folder(folder)
    key = key_of(folder)
    if key is None:
        raise FileNotFoundError(file)
    return key


def _sync_folder(folder: Path) -> None:
    """Put the names in a folder on disk, so that the file is still there after a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def key_fault(folder: Path) -> str | None:
    """Say what is wrong with the key as it is now in the setting or the file; ``None`` if a restart would find it."""
    goes_on = "The running site goes on with the key that it read at its start, but would not start with this one."
    kept = key_of(folder)
    try:
        now = read_key(folder)
    except KeyRefusedError as error:
        return f"{error} {goes_on}"
    if now is None:
        return f"{key_file(folder)} is gone. Put it back from a backup. {goes_on}"
    if now != kept:
        return f"{key_file(folder)} holds another key than before. Put the old one back from a backup. {goes_on}"
    return None
