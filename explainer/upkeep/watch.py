"""``make watch``: ask PubMed and ClinicalTrials.gov for randomised trials that are newer than the last look.

Candidates go into ``var/watch.csv``, never into ``data/``; those of earlier looks stay there. The day of the last look
is kept in ``var/last-look``. Before the first look it is the earliest day on which a reading was checked.
"""

import sys
from datetime import date

from explainer.content import Content, load
from explainer.settings import data_dir, var_dir
from explainer.upkeep.clinicaltrials import new_studies
from explainer.upkeep.finds import Find, read_finds, write_finds
from explainer.upkeep.http import Service, address, command, contact
from explainer.upkeep.pubmed import new_papers

COLUMNS = ("id", "title", "date", "why", "doi", "address", "known")
PUBMED_PAUSE, TRIALS_PAUSE = 0.4, 1.2
"""Seconds between requests: PubMed allows three a second, ClinicalTrials.gov about fifty a minute."""


def known_ids(content: Content) -> set[str]:
    """PubMed numbers, DOIs (in small letters) and register numbers that the tables have."""
    numbers = {number for source in content.sources.values() for number in (source.pmid, source.nct)}
    dois = {source.doi.lower() for source in content.sources.values()}
    return (numbers | dois | {trial.register_number for trial in content.trials.values()}) - {""}


def marked(finds: list[Find], known: set[str]) -> list[Find]:
    """Candidates, each once, with whether the tables know them; those they do not know first, then the newest."""
    each_once = {find["id"]: find for find in finds}.values()
    said = [
        find | {"known": "yes" if known & {find["id"], find.get("doi", "").lower()} else "no"} for find in each_once
    ]
    said.sort(key=lambda find: find["date"], reverse=True)
    return sorted(said, key=lambda find: find["known"])


def last_look(content: Content) -> date:
    """The day from which on to ask."""
    path = var_dir() / "last-look"
    if path.exists():
        return date.fromisoformat(path.read_text(encoding="utf-8").strip())
    return min(reading.reviewed for reading in content.readings.values())


def run() -> None:
    """Ask both services, write the candidates, and keep the day. Raises ``NoAnswerError``; then nothing is written."""
    content, today, who = load(data_dir()), date.today(), contact()
    since = last_look(content)
    print(f"Asking for randomised trials since {since.isoformat()}.")
    pubmed = address("EXPLAINER_PUBMED", "https://eutils.ncbi.nlm.nih.gov/entrez/eutils")
    trials = address("EXPLAINER_TRIALS", "https://clinicaltrials.gov/api/v2")
    with Service(pubmed, who, PUBMED_PAUSE) as papers, Service(trials, who, TRIALS_PAUSE) as studies:
        found = [*new_papers(papers, since, today, who), *new_studies(studies, since)]
    path = var_dir() / "watch.csv"
    finds = marked([*read_finds(path), *found], known_ids(content))
    write_finds(path, COLUMNS, finds)
    (var_dir() / "last-look").write_text(f"{today.isoformat()}\n", encoding="utf-8")
    new = [find for find in finds if find["known"] == "no"]
    for find in new:
        print(f"  {find['id']}, {find['date']}: {find['title']} ({find['why']})")
    print(f"{len(new)} candidates are not in the tables yet. See {path}")


if __name__ == "__main__":
    sys.exit(command(run))
