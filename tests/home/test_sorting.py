"""Alphabetical order."""

from home.sorting import alphabetical


def test_alphabetical_puts_å_ä_ö_last_in_that_order():
    assert sorted("öäåzaÖÄÅZA", key=alphabetical) == ["a", "A", "z", "Z", "å", "Å", "ä", "Ä", "ö", "Ö"]


def test_alphabetical_takes_no_notice_of_capitals_and_other_marks():
    names = ["Élise", "Zara", "Erik", "åke", "Adam", "Özlem", "Émile"]
    assert sorted(names, key=alphabetical) == ["Adam", "Élise", "Émile", "Erik", "Zara", "åke", "Özlem"]


def test_alphabetical_knows_letters_written_in_two_parts():
    assert alphabetical("A\u030ake") == alphabetical("Åke")
    assert alphabetical("a\u0308") > alphabetical("a\u030a") > alphabetical("z")


def test_alphabetical_takes_anything():
    assert alphabetical("") == ()
    assert sorted(["日本", "😀", "ö", "1"], key=alphabetical)[0] == "1"
    assert alphabetical(None) == alphabetical("none")
