"""What people have said of pairs of articles, as assignments ask for it."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from monitor.model import Label


class Labels:
    """The pairs, by article."""

    def __init__(self, labels: Iterable[Label] = ()) -> None:
        self.pairs = tuple(labels)
        self._same: defaultdict[str, set[str]] = defaultdict(set)
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        for label in self.pairs:
            side = self._same if label.is_same else self._apart
            side[label.article_id].add(label.other_id)
            side[label.other_id].add(label.article_id)

    def same_as(self, article_id: str) -> Collection[str]:
        """The articles on the same event."""
        return self._same.get(article_id, ())

    def apart_from(self, article_id: str) -> Collection[str]:
        """The articles on other events."""
        return self._apart.get(article_id, ())

    def forbid(self, one: Collection[str], other: Collection[str]) -> bool:
        """Whether any article of one story is apart from any of the other."""
        return any(a in other for i in one for a in self.apart_from(i))
