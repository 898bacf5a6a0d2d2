"""A sentence about a paper on which its journal published a notice."""

from explainer.content.dates import date_words
from explainer.content.reference import Source
from explainer.words.sentences import unmarked_name

NOT_COUNTED = "No count, pooled result or reading on this site uses its results."


def notice_sentence(source: Source) -> str:
    """``Doe et al. 2020 was retracted in March 2021. ...``; empty where there is no notice."""
    name, date = unmarked_name(source), source.retracted or ""
    when = f"{'on' if date.count('-') == 2 else 'in'} {date_words(date)}"
    why = f" {source.retracted_why}" if source.retracted_why else ""
    match source.retracted_kind:
        case "retraction":
            return f"{name} was retracted (withdrawn by its journal) {when}.{why} {NOT_COUNTED}"
        case "expression of concern":
            return f"The journal voiced concern about {name} {when}.{why} Its results are still counted here."
        case "correction":
            return f"{name} was corrected {when}.{why}"
    return ""
