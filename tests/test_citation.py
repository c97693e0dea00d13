"""Citations in the manner of the United Nations."""

from statements.citation import Circumstance, Cited, footnote

LINK = "https://archive.example.org/statements/abcdefghij/x/"
CITED = Cited(
    delegations=("Kazakhstan",),
    on_behalf_of=(),
    circumstances=(Circumstance("Open-ended meeting on PAROS"), Circumstance("Geneva"), Circumstance("16 August 2005")),
    symbols=(),
    version="as submitted",
    permalink=LINK,
)


def test_a_statement_without_a_record():
    assert footnote(CITED) == (
        "Statement by the delegation of Kazakhstan, Open-ended meeting on PAROS, Geneva, 16 August 2005 "
        f"(text as submitted), {LINK}"
    )


def test_a_paragraph():
    assert footnote(CITED, "4").endswith(f"(text as submitted), para. 4, {LINK}#p4")


def test_inferred_neighbours_share_one_pair_of_brackets():
    cited = Cited(
        delegations=("A", "B", "C"),
        on_behalf_of=("Group of 77",),
        circumstances=(
            Circumstance("First Committee", inferred=True),
            Circumstance("New York"),
            Circumstance("October 2011", inferred=True),
        ),
        symbols=("A/C.1/66/PV.12",),
        version="verbatim record",
        permalink=LINK,
    )
    assert footnote(cited) == (
        "Joint statement by the delegations of A, B and C on behalf of Group of 77, [First Committee], New York, "
        f"[October 2011] (A/C.1/66/PV.12) (verbatim record), {LINK}"
    )


def test_nothing_known():
    assert footnote(Cited((), (), (), (), "as submitted", LINK)) == f"Statement (text as submitted), {LINK}"
