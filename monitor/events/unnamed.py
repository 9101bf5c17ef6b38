"""People whom no word list knows: a name, a pronoun, "the lookout was killed".

They are one person each; who is named beside them is counted with them.
"""

from monitor.events.passages import Hit, Sentence
from monitor.events.people import Group

_SINGULAR_REACH = 3
#: Words behind a name in which "and his driver" still belongs to it.
_ALONG_REACH = 16


def unsaid(
    sentence: Sentence, hit: Hit, free: list[Group], *, passive: bool
) -> list[Group]:
    """One person, where somebody is named whom no word list knows."""
    if passive or hit.cue.detail == "left":
        return [_one_at(hit.start)] if has_singular(sentence, hit) else []
    if hit.cue.detail in ("right", "any") and names_object(sentence, hit):
        return named(sentence, hit, free)
    return []


def _one_at(at: int) -> Group:
    """One person, named at a token by a word that no list knows."""
    return Group(1, 1, at, at + 1, None, False, False, at)


def named(sentence: Sentence, hit: Hit, free: list[Group]) -> list[Group]:
    """Somebody unknown behind the word, and who is named "and", "along with" them."""
    found = [_one_at(hit.end)]
    starts = {group.start: group for group in free if group.counted}
    for i in range(hit.end, min(hit.end + _ALONG_REACH, len(sentence.words) - 1)):
        if i > hit.end and _ends_name(sentence, i):
            break
        for link in sentence.hits_at(i, "grammar"):
            if link.cue.name in ("and", "along"):
                found += _next(sentence, link.end, starts)
    return found


def _next(sentence: Sentence, at: int, starts: dict[int, Group]) -> list[Group]:
    group = starts.get(at)
    if group is not None:
        behind = sentence.grammar_at(group.end)
        return [group] if group.kind or "of" in behind else []
    names = sentence.grammar_at(at)
    return [_one_at(at)] if "articles_one" in names else []


def _ends_name(sentence: Sentence, i: int) -> bool:
    return sentence.surfaces[i] in ";:" or any(
        hit.cue.family == "casualty" or hit.cue.name in ("by", "clause", "passive")
        for hit in sentence.hits_at(i)
    )


def names_object(sentence: Sentence, hit: Hit) -> bool:
    """Whether an article or a name stands behind the word: "killed the lookout"."""
    if hit.end >= len(sentence.surfaces) or sentence.text.isupper():
        return False
    names = sentence.grammar_at(hit.end)
    if names & {"articles_one", "definite"}:
        return True
    following = sentence.surfaces[hit.end]
    return following[0].isupper() and len(following) > 1


def has_singular(sentence: Sentence, hit: Hit) -> bool:
    """Whether "was", not "were", stands before: "the lookout was killed"."""
    return any(
        hit.start - _SINGULAR_REACH <= aux.start < hit.start
        for aux in sentence.named("grammar", "singular")
    )


def meant(sentence: Sentence, hit: Hit, people: list[Group]) -> list[Group]:
    """Who is meant by a pronoun behind the word: "abducted six men and shot them"."""
    names = sentence.grammar_at(hit.end)
    if not names & {"pronoun", "pronoun_one"}:
        return []
    before = [g for g in people if g.counted and g.end <= hit.start][-1:]
    if not before and "pronoun_one" in names:
        return [_one_at(hit.end)]
    return before
