"""An article that comes again in another version."""

from monitor.model import Label
from monitor.stories.labelled import Labels
from monitor.stories.open import OpenStories
from tests.builders import NOW
from tests.stories.test_open import CONVOY, DAWN
from tests.stories.wire import a_wire, take

RIVER = (
    "Fishermen pulled a sunken pirogue from the river at Mopti; ferrymen had searched "
    "the flooded banks since market day and found sacks of millet downstream."
)


def test_a_story_merged_after_a_revision_is_found_by_none_of_its_old_words() -> None:
    stories = OpenStories()
    take(
        stories,
        a_wire("a", "Explosions at Kati garrison", DAWN),
        a_wire("b", "Convoy hits a mine near Ansongo", CONVOY),
        a_wire("b", "Pirogue found at Mopti", RIVER, hours=1),
    )
    label = Label(article_id="a", other_id="b", is_same=True)
    stories.labels = Labels([label])
    assert len(stories.repair(NOW)) == 1
    (late,) = take(stories, a_wire("c", "Pirogue found at Mopti", RIVER, hours=2))
    assert late.story_id != "s-000002"
