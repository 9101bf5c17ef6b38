from monitor.lint.locate import locate

FILE = """\
[watchlist]
id = "kati"
title = "A watchlist named like its watch"

[[place]]
id = "kati"
names = { fr = ["Kati"],
          ar = ["كاتي"] }

[[group]]
id = "kati-group"
names = ["JNIM"]
near = ["Kati"]
"""


def test_a_name_is_found_in_the_table_of_its_watch():
    assert locate(FILE, "kati", "كاتي") == 8
    assert locate(FILE, "kati-group", "Kati") == 13


def test_a_watch_is_found_where_its_id_stands():
    assert locate(FILE, "kati") == 6
    assert locate(FILE, "kati-group", "written elsewhere") == 11


def test_what_is_not_there_has_no_line():
    assert locate(FILE, "gao", "Kati") is None
