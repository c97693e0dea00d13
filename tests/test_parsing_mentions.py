"""Finding instruments: a small authority list, and one line of difference per test."""

from datetime import date

import pytest

from statements.parsing import mentions, phrases
from statements.parsing.records import Alias, ParsedParagraph

IN_2012 = (date(2012, 7, 23), date(2012, 7, 23))
IN_2018 = (date(2018, 8, 1), date(2018, 8, 31))

ALIASES = (
    Alias("cd", "Conference on Disarmament", "phrase"),
    Alias("cd", "CD", "acronym"),
    Alias("ppwt", "PPWT", "acronym"),
    Alias("ppwt", "draft PPWT", "phrase"),
    Alias("ppwt-2008", "CD/1839", "symbol"),
    Alias("a-res-65-68", "A/RES/65/68", "symbol"),
    Alias("mtcr", "Missile Technology Control Regime", "phrase"),
    Alias("mtcr", "MTCR", "acronym"),
    Alias("hcoc", "International Code of Conduct against Ballistic Missile Proliferation", "phrase"),
    Alias("hcoc", "Hague Code of Conduct", "phrase"),
    Alias("eu-icoc", "International Code of Conduct", "never"),
    Alias("coc", "Code of Conduct", "phrase"),
    Alias("start-1", "START", "acronym"),
    Alias("new-start", "New START", "acronym"),
    Alias("ctbt", "CTBT", "acronym"),
    Alias("ctbto", "CTBTO", "acronym"),
    Alias("tcbm", "TCBM", "acronym", context=("outer space",)),
    Alias("gge-2012", "GGE", "suggest", True, date(2010, 12, 8), date(2013, 12, 31)),
    Alias("gge-2018", "GGE", "suggest", True, date(2018, 1, 1), date(2019, 12, 31)),
    Alias("ptbt", "Moscow Treaty", "phrase"),
    Alias("sort", "Moscow Treaty", "phrase"),
    Alias("manifesto", "Manifesto «The World. The 21st Century»", "phrase"),
    Alias("npt", "Treaty on the Non-Proliferation of Nuclear Weapons", "phrase"),
    Alias("npt", "NPT", "acronym"),
    Alias("npt", "Traité sur la non-prolifération", "phrase"),
    Alias("mental", "Déclaration d’Alma-Ata", "phrase"),
)
MATCHER = mentions.compile(ALIASES)


def found(text, span=None, *more):
    paragraphs = [ParsedParagraph(number, "body", one) for number, one in enumerate((text, *more), 1)]
    return [(one.instrument, one.surface, one.state) for one in mentions.find(MATCHER, paragraphs, span)]


def automatic(*pairs):
    return [(instrument, surface, "automatic") for instrument, surface in pairs]


def suggested(*pairs):
    return [(instrument, surface, "suggested") for instrument, surface in pairs]


def test_it_works():
    assert found("We support the MTCR.") == automatic(("mtcr", "MTCR"))


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("the conference ON disarmament", "conference ON disarmament"),
        ("the Conference\non   Disarmament", "Conference\non   Disarmament"),
        ("the “Conference on Disarmament”", "Conference on Disarmament"),
        ("the CD's agenda", "CD"),
        ("(CD)", "CD"),
    ],
)
def test_case_breaks_and_quotation_marks_make_no_difference(text, surface):
    assert found(text) == automatic(("cd", surface))


@pytest.mark.parametrize(
    "text",
    [
        "Treaty on the Non–Proliferation of Nuclear Weapons",
        "Treaty on the Non‑Proliferation of Nuclear Weapons",
        "Treaty on the Non Proliferation of Nuclear Weapons",
        "TREATY ON THE NON-PROLIFERATION OF NUCLEAR WEAPONS",
        "Traite sur la non-proliferation",
    ],
)
def test_dashes_and_accents_make_no_difference(text):
    assert found(text) == automatic(("npt", text))


def test_a_sentence_end_parts_words():
    assert found("We met at the Conference. On Disarmament we said nothing.") == []


def test_quotation_marks_of_a_name_belong_to_it():
    surface = "Manifesto “The World. The 21st Century”"
    assert found(f"In his {surface}, he says") == automatic(("manifesto", surface))


@pytest.mark.parametrize("text", ["cd", "Cd", "ACDC", "the CDs2", "start", "we Start now", "an MTCRx"])
def test_an_acronym_is_a_whole_word_in_its_case(text):
    assert found(text) == []


def test_an_acronym_may_have_the_s_of_the_plural():
    assert found("TCBMs in outer space") == automatic(("tcbm", "TCBMs"))


@pytest.mark.parametrize("text", ["a CD-ROM", "the CD/1840", "CD/PV.941", "my_CD", "pre-CD-ROM"])
def test_an_acronym_inside_another_name_is_none(text):
    assert found(text) == []


@pytest.mark.parametrize("text", ["NPT-related duties", "non-NPT States", "NPT/IAEA safeguards"])
def test_an_acronym_in_a_compound_is_only_suggested(text):
    assert found(text) == suggested(("npt", "NPT"))


def test_an_acronym_among_capitals_is_only_suggested():
    assert found("WE MUST START NOW") == suggested(("start-1", "START"))
    assert found("We must START now") == automatic(("start-1", "START"))


def test_the_longest_form_wins():
    assert found("New START and START") == automatic(("new-start", "New START"), ("start-1", "START"))
    assert found("the draft PPWT") == automatic(("ppwt", "draft PPWT"))
    assert found("the CTBTO of the CTBT") == automatic(("ctbto", "CTBTO"), ("ctbt", "CTBT"))


def test_a_long_form_and_its_acronym_are_two_mentions():
    assert found("the Missile Technology Control Regime (MTCR)") == automatic(
        ("mtcr", "Missile Technology Control Regime"), ("mtcr", "MTCR")
    )


@pytest.mark.parametrize("text", ["CD/1839", "document CD/1839.", "(CD/1839)"])
def test_a_symbol(text):
    assert found(text) == automatic(("ppwt-2008", "CD/1839"))


@pytest.mark.parametrize("surface", ["resolution 65/68", "General Assembly resolution 65/68", "A/RES/65/68"])
def test_a_symbol_as_it_is_spoken(surface):
    assert found(f"as {surface} says") == automatic(("a-res-65-68", surface))


def test_a_form_bound_to_days_counts_in_its_days():
    assert found("this GGE", IN_2012) == suggested(("gge-2012", "GGE"))
    assert found("this GGE", IN_2018) == suggested(("gge-2018", "GGE"))
    assert found("this GGE", (date(2013, 12, 31), date(2018, 1, 1))) == suggested(
        ("gge-2012", "GGE"), ("gge-2018", "GGE")
    )
    assert found("this GGE", (date(2016, 1, 1), date(2016, 12, 31))) == []
    assert found("this GGE", None) == []


def test_a_form_of_several_instruments_is_only_suggested():
    assert found("the Moscow Treaty") == suggested(("ptbt", "Moscow Treaty"), ("sort", "Moscow Treaty"))


def test_a_form_with_context_counts_where_the_context_stands():
    assert found("TCBMs matter.") == []
    assert found("TCBMs matter.", None, "We speak of Outer Space.") == automatic(("tcbm", "TCBMs"))


def test_a_form_never_looked_for_shields_its_words():
    assert found("an International Code of Conduct") == []
    assert found("a Code of Conduct") == automatic(("coc", "Code of Conduct"))
    surface = "International Code of Conduct against Ballistic Missile Proliferation"
    assert found(f"the {surface}") == automatic(("hcoc", surface))


@pytest.mark.parametrize(
    "text",
    [
        "We asked to join the Missile Technology Control Regime. We believe that this regime is useful.",
        "We asked to join the MTCR. We believe that this regime is useful.",
        "We asked to join the MTCR. The said Regime is useful.",
    ],
)
def test_a_back_reference_is_suggested(text):
    pointing = "The said Regime" if "said" in text else "this regime"
    assert found(text)[1:] == suggested(("mtcr", pointing))


@pytest.mark.parametrize(
    "text",
    [
        "The legal regime on outer space has loopholes. This regime is old.",
        "We joined the MTCR. The legal regime has loopholes.",
        "We joined the MTCR and the NPT. This regime is useful.",
        "We joined the MTCR. This treaty is useful.",
        "We joined the MTCR. " + "It is useful. " * 40 + "This regime is useful.",
    ],
)
def test_no_back_reference(text):
    assert not [one for one in found(text) if one[2] == "suggested"]


def test_headings_are_not_looked_at():
    paragraphs = [ParsedParagraph(None, "heading", "The MTCR"), ParsedParagraph(1, "body", "Yes.")]
    assert mentions.find(MATCHER, paragraphs, None) == ()


def test_the_order_of_the_list_makes_no_difference():
    other = mentions.compile(reversed(ALIASES))
    text = "New START, the CD/1839, the Moscow Treaty, an International Code of Conduct, TCBMs in outer space, the MTCR"
    paragraphs = [ParsedParagraph(1, "body", text)]
    assert mentions.find(other, paragraphs, None) == mentions.find(MATCHER, paragraphs, None)


def test_the_work_grows_with_the_text_and_not_with_the_list(monkeypatch):
    """Steps are counted where the words of a text are followed through the trie."""

    def steps(aliases, text):
        count = 0
        follow = phrases.PhraseIndex._from

        def counted(self, *arguments):
            nonlocal count
            count += 1
            return follow(self, *arguments)

        with monkeypatch.context() as patch:
            patch.setattr(phrases.PhraseIndex, "_from", counted)
            mentions.find(mentions.compile(aliases), [ParsedParagraph(1, "body", text)], None)
        return count

    text = "the treaty on the treaty on the treaty " * 50
    few = [Alias("a", "treaty on arms", "phrase")]
    many = few + [Alias(f"i{number}", f"treaty on thing {number}", "phrase") for number in range(1000)]
    assert steps(many, text) == steps(few, text)
    assert steps(many, text * 10) == 10 * steps(many, text)
