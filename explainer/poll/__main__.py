"""``python -m explainer.poll``: look at the votes, prove them, take them away, move them."""

import argparse
import sys
from collections.abc import Callable, Sequence

from sqlalchemy.exc import SQLAlchemyError
from tqdm import tqdm

from explainer.poll.database import NoDriverError, database_url, url_of
from explainer.poll.export import write_csv
from explainer.poll.move import MoveError, count_votes, move
from explainer.poll.process_store import KEY_NOTE, key_mark
from explainer.poll.reactions import REACTION_IDS
from explainer.poll.schema import NewerStoreError, tallies
from explainer.poll.store import VoteStore, recount
from explainer.poll.store_notes import write_note
from explainer.poll.visitor import secret_key
from explainer.settings import var_dir


def tally(store: VoteStore, _: argparse.Namespace) -> int:
    """Print how many votes each question has of each reaction."""
    with store.engine.connect() as connection:
        questions = sorted(connection.scalars(tallies.select().with_only_columns(tallies.c.question).distinct()))
    print(f"{'question':40}", *(f"{reaction:>8}" for reaction in REACTION_IDS), f"{'all':>8}")
    for question in questions:
        numbers = store.tally(question)
        print(f"{question:40}", *(f"{n:8,}" for n in numbers.values()), f"{sum(numbers.values()):8,}")
    return 0


def export(store: VoteStore, _: argparse.Namespace) -> int:
    """Write votes by question, reaction and day as CSV to the standard output; no visitors in it."""
    write_csv(store, sys.stdout)
    return 0


def recount_all(store: VoteStore, _: argparse.Namespace) -> int:
    """Count all votes anew; 1 if a tally had been wrong (it is put right)."""
    wrong = recount(store)
    for (question, reaction), (kept, counted) in wrong.items():
        print(f"{question}, {reaction}: the tally said {kept:,}, there are {counted:,}; put right")
    if not wrong:
        print(f"{count_votes(store):,} votes: every tally is right")
    return 1 if wrong else 0


def move_to(store: VoteStore, asked: argparse.Namespace) -> int:
    """Copy all votes to another database and compare each; run it again if it was interrupted."""
    new = VoteStore(asked.to)
    with tqdm(total=2 * count_votes(store), unit=" votes", desc="copy and compare") as bar:
        number = move(store, new, bar.update)
    print(f"{number:,} votes moved and compared. Now start the site with DATABASE_URL set to the new place.")
    new.close()
    return 0


def forget(store: VoteStore, asked: argparse.Namespace) -> int:
    """Delete all votes of the visitor with this hash; 1 if there are none."""
    number = store.forget(asked.hash)
    print(f"{number:,} votes deleted")
    return 0 if number else 1


def accept_key(store: VoteStore, _: argparse.Namespace) -> int:
    """Go on with the key this machine has now, after the old one was lost. Earlier visitors count as new ones."""
    with store.writer.begin() as connection:
        write_note(connection, KEY_NOTE, key_mark(secret_key(var_dir())))
    print("The votes go with the present key from now on.")
    return 0


COMMANDS: dict[str, Callable[[VoteStore, argparse.Namespace], int]] = {
    "tally": tally,
    "export": export,
    "recount": recount_all,
    "move": move_to,
    "forget": forget,
    "accept-key": accept_key,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command on the votes of this site (``DATABASE_URL``, or the file in ``var``)."""
    parser = argparse.ArgumentParser(prog="python -m explainer.poll", description=main.__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    of = {name: commands.add_parser(name, help=run.__doc__, description=run.__doc__) for name, run in COMMANDS.items()}
    of["move"].add_argument("--to", required=True, type=url_of, metavar="URL", help="postgresql://user@host/name")
    of["forget"].add_argument("hash", metavar="HASH", help="the visitor's keyed hash, 64 hexadecimal digits")
    asked = parser.parse_args(arguments)
    try:
        store = VoteStore(database_url())
        try:
            return COMMANDS[asked.command](store, asked)
        finally:
            store.close()
    except (MoveError, NewerStoreError, NoDriverError, SQLAlchemyError, OSError) as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
