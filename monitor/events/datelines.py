"""The day of a dateline is that of the report, not that of the event."""

from monitor.events.passages import Sentence
from monitor.text.datelines import dateline_end


def line_end(sentence: Sentence) -> int:
    """The token behind the dateline of a sentence, 0 where it has none."""
    if sentence.where == "title" or sentence.index:
        return 0
    end = dateline_end(sentence.text)
    if not end:
        return 0
    behind = sentence.offset + end
    return sentence.tokens_between(behind, behind)[0]
