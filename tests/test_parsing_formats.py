"""The formats: what is read of each is in the golden pairs; here, that nothing gets past their bounds."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statements.parsing import formats
from statements.parsing.formats import decoded, encodings, pdf, pdf_worker, sniff, tree, zipped
from statements.parsing.records import Rejected, Skipped
from tests.office import page, paragraph, word
from tests.office import pdf as pdf_of
from tests.office import zipped as zip_of

SENTENCE = "Mr. Chairman, we thank you for the work that you have done."
WORD = word(paragraph(SENTENCE))
PDF = pdf_of(page((SENTENCE, 72, 700)))


def refusal(data, encoding=None):
    with pytest.raises((Rejected, Skipped)) as refused:
        formats.decode(data, encoding)
    return str(refused.value)


def test_it_works():
    assert formats.decode(PDF).text == SENTENCE
    assert formats.decode(WORD).text == SENTENCE
    assert formats.decode(f"<p>{SENTENCE}</p>".encode()).text == SENTENCE


# ---- encodings

FRENCH = "La délégation française s’est réjouie de l’élection."
RUSSIAN = "Наша делегация приветствует начало работы Комитета."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        ("Señor Presidente, la delegación de México", "cp1252"),
        ("Panie Przewodniczący, Polska jest za rozbrojeniem, bo wierzy, że jest możliwe", "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "iso8859_5"),
        (RUSSIAN, "cp866"),
        ("السيد الرئيس، يسر وفد مصر أن يعرب عن تقديره لجهودكم", "cp1256"),
        ("主席先生，中国代表团祝贺你担任本届会议主席。我们愿意与各国合作。", "gb18030"),
    ],
)
def test_a_guess_is_right_and_reported(text, encoding):
    read = encodings.read(text.encode(encoding))
    assert (read.text, read.encoding) == (text, encoding)
    assert encoding in read.warnings[0] and "guess" in read.warnings[0]


def test_a_person_overrules_declarations_and_guesses():
    page_of = f'<meta charset="koi8-r"><p>{RUSSIAN}</p>'.encode("cp1251")
    assert formats.decode(page_of, "windows-1251").text == RUSSIAN
    assert formats.decode(page_of, "windows-1251").warnings == ()
    assert formats.decode(FRENCH.encode("cp1252"), "latin-1").encoding == "iso8859-1"


def test_what_a_person_says_must_be_true():
    assert "not valid UTF-8" in refusal(FRENCH.encode("cp1252"), "utf-8")
    assert "no encoding called" in refusal(b"text", "klingon")
    assert "no encoding called" in refusal(b"text", "base64")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["Mr. Chairman,\n\nThank you.", f"{RUSSIAN}\n\n{RUSSIAN}"])
def test_utf16_needs_no_mark(text, encoding):
    read = encodings.read(text.encode(encoding))
    assert (read.text, read.encoding) == (text, encoding)


@pytest.mark.parametrize(
    "text", ["l’armée « prête »", "NÃO É", "assurée\u00a0» et née\u00a0»", "Åland", "Ñandú", "“quoted”"]
)
def test_honest_text_is_no_mojibake(text):
    assert formats.decode(text.encode()).warnings == ()


@pytest.mark.parametrize("encoding", ["cp1252", "cp1251"])
def test_mojibake_is_reported_and_kept(encoding):
    text = "first\n" + "для всех ’".encode().decode(encoding, "ignore")
    read = formats.decode(text.encode())
    assert read.text == text and read.warnings[0].startswith("Line 2 holds")


# ---- what is no statement


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x00\x00\x00\x01Bud1\x00", "DS_Store"),
        (b"<title>Index of /texts</title><p>a.txt", "listing"),
        (b"kaz.txt\nfra.txt\nmex.txt\nchn.pdf\n", "listing"),
        (b"a;b;c\n1;2;3\n4;5;6\n7;8;9\n", "table"),
    ],
)
def test_left_overs_are_skipped_with_a_word(data, words):
    with pytest.raises(Skipped, match=words):
        formats.decode(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n", "PNG"),
        (b"<?xml version='1.0'?><rss>a</rss>", "no web page"),
        (b"From: <Saved>\r\nContent-Type: multipart/related; a=b\r\n\r\n", "MHTML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (zip_of({"a.txt": "x"}), "unpack it"),
        (zip_of({"mimetype": "x", "content.xml": "x"}), "OpenDocument"),
        (zip_of({"word/document.xml": "x", "[Content_Types].xml": "x"}), "damaged"),
        (WORD[: len(WORD) // 2], "damaged"),
        (PDF[:60], "damaged"),
    ],
)
def test_other_formats_are_rejected_with_a_sentence(data, words):
    assert words in refusal(data)


def test_texts_that_begin_like_a_signature_are_texts():
    assert formats.decode(b"BM stands for a body.").text == "BM stands for a body."


# ---- bounds


@pytest.mark.parametrize("name", ["../x", "/x", "C:\\x", "a/../../x", "..\\x"])
def test_an_archive_that_names_files_outside_its_folder_is_not_opened(name):
    assert "outside its own folder" in refusal(zip_of({"word/document.xml": "x", name: "x"}))


def test_an_archive_that_unpacks_to_too_much_is_not_opened():
    assert "far more" in refusal(zip_of({"word/document.xml": b" " * (zipped.LARGEST_XML + 1)}))
    assert "far more" in refusal(zip_of({"word/document.xml": "x", "word/media/a.png": bytes(12_000_000)}))


def test_an_archive_that_lies_about_its_sizes_is_found_out():
    honest = zip_of({"word/document.xml": bytes(6_000_000)})
    declared = (6_000_000).to_bytes(4, "little")
    assert "damaged" in refusal(honest.replace(declared, (60).to_bytes(4, "little")))


@pytest.mark.parametrize("content", [b" " * 300_000_000, b"q " * 40_000_000], ids=["spaces", "states"])
def test_a_pdf_that_unpacks_to_too_much_stops_at_the_limits(content, monkeypatch):
    bomb = pdf_of(content, packed=True)
    assert len(bomb) < 400_000
    assert refusal(bomb).startswith("This PDF")


def test_a_pdf_with_too_many_pages_is_rejected():
    assert "500 pages" in refusal(pdf_of(*[b""] * (pdf_worker.MOST_PAGES + 1)))


def test_a_pdf_with_too_much_text_is_rejected(monkeypatch):
    monkeypatch.setattr(pdf_worker, "MOST_CHARACTERS", len(SENTENCE) - 1)
    assert pdf_worker.read(PDF) == {"fault": "long"}
    assert "Split it" in pdf._FAULTS["long"]


def test_a_reader_that_dies_or_hangs_is_a_rejection(monkeypatch, tmp_path):
    worker = tmp_path / "worker.py"
    monkeypatch.setattr(pdf, "_WORKER", worker)
    monkeypatch.setattr(pdf, "_PATIENCE", 1)
    for program in ("import os; os.abort()", "while True: pass", "print('no json')"):
        worker.write_text(program)
        assert "more time or memory" in refusal(PDF)


def test_a_pdf_with_an_empty_page_says_so():
    read = formats.decode(pdf_of(page((SENTENCE, 72, 700)), b""))
    assert (read.text, read.warnings) == (SENTENCE, ("Page 2 of the PDF holds no text.",))


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<div>" * (tree.DEEPEST + 1), "nested"),
        ("<b id=1>" * (tree.DEEPEST + 1) + "<p>x</p>" * 1000, "nested"),
        ("<p>x" * (tree.MOST_TAGS + 1), "tags"),
    ],
)
def test_a_page_beyond_bounds_is_rejected_before_it_is_parsed(markup, words, monkeypatch):
    monkeypatch.setattr(tree, "LexborHTMLParser", None)
    assert words in refusal(("<html>" + markup).encode())


def test_each_element_of_a_page_is_looked_at_a_fixed_number_of_times(monkeypatch):
    """Steps are counted where an element's children are asked for."""

    def steps(number):
        count = 0
        elements = tree.Element.elements

        def counted(self):
            nonlocal count
            count += 1
            return elements(self)

        with monkeypatch.context() as patch:
            patch.setattr(tree.Element, "elements", counted)
            formats.decode(("<div>" * 400 + f"<p>{SENTENCE}</p>" * number).encode())
        return count

    assert steps(4000) - steps(2000) <= 1.1 * (steps(2000) - steps(0) + 100)


def test_receipts_are_few_and_short():
    menu = "".join(f"<nav>{'word ' * 200}{number}</nav>" for number in range(500))
    read = formats.decode(f"<html>{menu}<p>{SENTENCE}</p>".encode())
    assert len(read.removed) == decoded.MOST_RECEIPTS
    assert all(len(one.text) <= 2 * decoded.LONGEST_EXCERPT for one in read.removed)


# ---- any bytes

STARTS = st.sampled_from(
    [b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"", b"<p>"]
)
TAGS = (
    "<p> </p> <div> </div> <b> </b> <a href=x> </a> <ul> <li> </li> </ul> <ol start=3> <table> <tr> <td> </table> <br>"
    " <nav> </nav> <h1> </h1> <pre> </pre> <!-- --> <script> </script> &nbsp; &#0; &#xfffd; &#xd800; <title> </title>"
    " <time> <footer> <form> <select> words \n"
)
MARKUP = st.sampled_from(TAGS.split(" "))


def survives(data, encoding=None):
    try:
        read = formats.decode(data, encoding)
    except (Rejected, Skipped) as refused:
        assert str(refused).endswith(".") and "\n" not in str(refused)
        return
    assert not set("\x00\ufffd\r") & set(read.text)
    assert all(0 < number <= read.text.count("\n") + 1 for number in read.marked)


@settings(deadline=None, max_examples=150)
@given(STARTS, st.binary(max_size=300), st.sampled_from([None, "utf-8", "cp1251", "utf-16", "utf-7"]))
def test_any_bytes_after_any_signature(start, data, encoding):
    survives(start + data, encoding)


@settings(deadline=None, max_examples=150)
@given(st.lists(MARKUP | st.text(max_size=5), max_size=40))
def test_any_markup(pieces):
    survives(("<html>" + " ".join(pieces)).encode("utf-8", "replace"))


@settings(deadline=None, max_examples=25)
@given(st.sampled_from([PDF, WORD]), st.integers(0, 2000), st.binary(min_size=1, max_size=8))
def test_any_damage_to_a_pdf_or_a_word_file(whole, place, damage):
    place %= len(whole)
    survives(whole[:place] + damage + whole[place + len(damage) :])


@settings(deadline=None, max_examples=100)
@given(st.binary(min_size=1, max_size=60))
def test_a_format_is_told_of_any_bytes(data):
    with suppress(Rejected, Skipped):
        assert sniff.kind(data) in sniff.Kind
