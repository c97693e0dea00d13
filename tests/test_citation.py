"""Citations in the manner of the United Nations."""

from dataclasses import replace

from statements.citation import Circumstance, Cited, Party, byline, footnote

LINK = "https://archive.example.org/statements/abcdefghij/x/"
CITED = Cited(
    kind="national",
    version_kind="as-submitted",
    speaker=None,
    delegations=(Party("Kazakhstan"),),
    on_behalf_of=(),
    circumstances=(Circumstance("open-ended meeting on PAROS"), Circumstance("Geneva"), Circumstance("16 August 2005")),
    symbols=(),
    permalink=LINK,
)


def test_a_statement_without_a_record():
    assert footnote(CITED) == (
        "Statement by the delegation of Kazakhstan, open-ended meeting on PAROS, Geneva, 16 August 2005 "
        f"(text as submitted), {LINK}."
    )


def test_a_paragraph_by_the_archives_own_number():
    assert footnote(CITED, "[4]").endswith(f"(text as submitted), para. [4], {LINK}#p4.")


def test_inferred_neighbours_share_one_pair_of_brackets():
    circumstances = (
        Circumstance("First Committee", inferred=True),
        Circumstance("New York", inferred=True),
        Circumstance("3 October 2011"),
    )
    cited = replace(CITED, circumstances=circumstances)
    assert byline(cited) == (
        "Statement by the delegation of Kazakhstan, [First Committee, New York], 3 October 2011 (text as submitted)"
    )


def test_a_joint_statement_on_behalf_of_a_group_with_a_record():
    cited = replace(
        CITED,
        kind="joint",
        version_kind="verbatim-record",
        delegations=(Party("Chile"), Party("Russian Federation"), Party("Japan", inferred=True)),
        on_behalf_of=(Party("Group of 77", is_group=True),),
        symbols=("A/C.1/66/PV.12",),
    )
    assert byline(cited) == (
        "Joint statement by the delegations of Chile, the Russian Federation and [Japan], "
        "on behalf of the Group of 77, open-ended meeting on PAROS, Geneva, 16 August 2005 "
        "(A/C.1/66/PV.12) (verbatim record)"
    )


def test_a_speaker_stands_before_the_delegation():
    cited = replace(CITED, speaker=Circumstance("Ms. Aitimova (Permanent Representative)"), circumstances=())
    assert byline(cited) == (
        "Statement by Ms. Aitimova (Permanent Representative), delegation of Kazakhstan (text as submitted)"
    )


def test_a_group_speaks_itself():
    cited = replace(CITED, delegations=(Party("European Union", is_group=True),), circumstances=())
    assert byline(cited) == "Statement by the European Union (text as submitted)"


def test_nothing_known():
    cited = replace(CITED, delegations=(), circumstances=())
    assert byline(cited) == "Statement (text as submitted)"
