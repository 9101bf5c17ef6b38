"""Capitals that a text speaks of without their name: "the Malian capital".

A capital of a region is none of them, nor is "the capital" of a text that names no
country or several.
"""

from collections.abc import Iterator, Sequence

from monitor.events.countries import countries_of, states_named
from monitor.events.gazetteer import Gazetteer, name_key
from monitor.events.mentions import Mention
from monitor.events.passages import Hit, Sentence
from monitor.events.scene import Scene
from monitor.events.ties import clause_of, tie

#: Tokens from "of the" to the name of a country.
_OF_REACH = 3


def find_capitals(
    scene: Scene, mentions: Sequence[Mention], places: Gazetteer
) -> list[Mention]:
    """A mention for each capital that is spoken of so, in text order.

    Args:
        scene: of the article.
        mentions: the names in it.
        places: to look the capitals up.
    """
    behind = {id(sentence) for sentence in scene.background}
    named = [m for m in mentions if any(s.kind == "country" for s in m.sites)]
    said = _countries_of(named) | _said(scene)
    found = []
    for sentence in scene.sentences:
        for start, end, code in _spoken_of(sentence, scene.language, named, said):
            _, site = places.country(code)
            if site is not None:
                clause = clause_of(sentence, is_behind=id(sentence) in behind)
                how = tie(clause, start, end)
                name = name_key(site.name)
                found.append(Mention(name, (site,), sentence, start, end, how))
    return found


def _countries_of(mentions: Sequence[Mention]) -> set[str]:
    """The countries that a text names."""
    states = (site for m in mentions for site in m.sites if site.kind == "country")
    return {site.country for site in states}


def _said(scene: Scene) -> set[str]:
    """The countries that a text names by names which only its language has."""
    words = (word.folded for sentence in scene.sentences for word in sentence.words)
    return states_named(words, scene.language)


def _spoken_of(
    sentence: Sentence, language: str, named: Sequence[Mention], said: set[str]
) -> Iterator[tuple[int, int, str]]:
    """(first token, token after it, country) of each capital without a name."""
    for hit in sentence.named("grammar", "capital", "capital_of"):
        behind = _people_at(sentence, hit.end, language)
        before = _people_at(sentence, hit.start - 1, language)
        if len(behind) == 1:
            yield hit.start, hit.end + 1, behind.pop()
        elif _is_anothers(sentence, hit, named):
            continue
        elif len(before) == 1:
            yield hit.start - 1, hit.end, before.pop()
        elif len(said) == 1:
            yield hit.start, hit.end, next(iter(said))


def _is_anothers(sentence: Sentence, hit: Hit, named: Sequence[Mention]) -> bool:
    """Whether its name follows, or it may be that of a part of a country."""
    if hit.cue.name == "capital_of" or _is_named(sentence, hit):
        return True
    return _is_of_a_part(sentence, hit, named)


def _is_named(sentence: Sentence, hit: Hit) -> bool:
    """Whether its name follows: "the capital, Bamako", "capital Bamako"."""
    following = [s for s in sentence.surfaces[hit.end : hit.end + 2] if s not in ",("]
    return bool(following) and following[0][0].isupper() and not sentence.text.isupper()


def _is_of_a_part(sentence: Sentence, hit: Hit, named: Sequence[Mention]) -> bool:
    """Whether it is that of something that is no country: "the capital of Kano".

    "The capital of the country" names nothing, so it may be a country's.
    """
    if "of" not in sentence.grammar_at(hit.end):
        return False
    behind = range(hit.end, min(hit.end + _OF_REACH, len(sentence.surfaces)))
    if any(m.sentence is sentence and m.start in behind for m in named):
        return False
    return any(sentence.surfaces[i][0].isupper() for i in behind)


def _people_at(sentence: Sentence, i: int, language: str) -> set[str]:
    """The countries that the word at token `i` points to."""
    if not 0 <= i < len(sentence.words):
        return set()
    return set(countries_of([sentence.words[i].folded], language))
