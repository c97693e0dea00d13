"""Small PDF and Word files, written by hand for tests: the format's least, and what a test wants in it."""

import io
import zipfile
import zlib

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>{more}</Types>'
)
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def paragraph(text, style="", more=""):
    """The XML of a paragraph, in a style, with more properties."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:p><w:pPr>{style}{more}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def item(text, number=1, level=0):
    """The XML of a paragraph of a list."""
    return paragraph(text, more=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def word(body, **parts):
    """A DOCX file. parts: the inner XML of further parts, such as numbering, footnotes, header, styles."""
    roots = {"header": "hdr", "footer": "ftr"}
    files = {"word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>"}
    files |= {f"word/{name}.xml": f"<w:{roots.get(name, name)} {WORD}>{xml}</w:{roots.get(name, name)}>"
              for name, xml in parts.items()}  # fmt: skip
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{KINDS}{name}+xml"/>' for name in parts)
    relations = "".join(f'<Relationship Id="r{n}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
                        for n, name in enumerate(parts))  # fmt: skip
    files["[Content_Types].xml"] = CONTENT_TYPES.format(more=types)
    files["_rels/.rels"] = RELATIONS.format(
        f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    )
    files["word/_rels/document.xml.rels"] = RELATIONS.format(relations)
    return zipped(files)


def zipped(files):
    """A ZIP archive of named contents; the same bytes each time."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def page(*lines, size=12):
    """A page's content: lines as (text, left, baseline)."""
    return "\n".join(f"BT /F1 {size} Tf {left} {base} Td ({text}) Tj ET" for text, left, base in lines).encode("cp1252")


def pdf(*contents, packed=False, more=b""):
    """A PDF with a page of 612 by 792 points for each content."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, content in enumerate(contents):
        stream = zlib.compress(content, 9) if packed else content
        coding = b"/Filter/FlateDecode" if packed else b""
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % (5 + 2 * number),
            b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), coding, stream),
        ]
    return _assembled(objects, more)


def _assembled(objects, more):
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, more, len(out),
    )  # fmt: skip
