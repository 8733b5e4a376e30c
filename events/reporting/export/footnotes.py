"""Word's footnotes, which python-docx knows nothing of: a part of their own, made with its package parts."""

from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from events.reporting.export.word_fields import add_field, around

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
REFERENCE_STYLE, TEXT_STYLE = "FootnoteReference", "FootnoteText"
# The two notes that every Word file has: the line above the notes, and the one where they go on.
_SEPARATORS = (("separator", -1), ("continuationSeparator", 0))


# Bookmarks have numbers of their own, those of headings lie below.
NOTE_IDS = 100_000


def note_anchor(number: int) -> str:
    """The name of the bookmark around the mark of a note."""
    return f"_Note{number:06d}"


class Footnotes:
    """The footnotes of one document, in the order in which they are added."""

    def __init__(self, word: WordDocument) -> None:
        self._word = word
        self._root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        package: Any = word.part.package
        self._part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE, b"", package)
        self.count = 0
        for kind, number in _SEPARATORS:
            mark = f"<w:p><w:r><w:{kind}/></w:r></w:p>"
            self._root.append(
                parse_xml(f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{number}">{mark}</w:footnote>')
            )

    def add(self, paragraph: Any, text: str, url: str = "") -> int:
        """A footnote at the end of what ``paragraph`` says so far; gives its number."""
        self.count += 1
        run = paragraph.add_run()
        run._r.append(_style(REFERENCE_STYLE))
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(self.count))
        run._r.append(mark)
        around(run._r, note_anchor(self.count), NOTE_IDS + self.count)
        self._root.append(self._note(self.count, text, url))
        return self.count

    def refer(self, paragraph: Any, number: int) -> None:
        """The mark of a note that is there already: a field that follows the note wherever Word moves it."""
        shown = _run(str(number))
        shown.insert(0, _style(REFERENCE_STYLE))
        add_field(paragraph, rf"NOTEREF {note_anchor(number)} \f \h", shown)

    def _note(self, number: int, text: str, url: str) -> Any:
        note, paragraph = OxmlElement("w:footnote"), OxmlElement("w:p")
        note.set(qn("w:id"), str(number))
        properties, style = OxmlElement("w:pPr"), OxmlElement("w:pStyle")
        style.set(qn("w:val"), TEXT_STYLE)
        properties.append(style)
        own_mark = OxmlElement("w:r")
        own_mark.append(_style(REFERENCE_STYLE))
        own_mark.append(OxmlElement("w:footnoteRef"))
        paragraph.extend([properties, own_mark, _run(f" {text}" + (" " if url else ""))])
        if url:
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), self._part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
            link.append(_run(url))
            paragraph.append(link)
        note.append(paragraph)
        return note

    def close(self) -> None:
        """Put the notes into the document: once, when all are added."""
        self._part._blob = serialize_part_xml(self._root)
        self._word.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        kept = OxmlElement("w:footnotePr")
        for _kind, number in _SEPARATORS:
            named = OxmlElement("w:footnote")
            named.set(qn("w:id"), str(number))
            kept.append(named)
        settings = self._word.settings.element
        # The order of settings is fixed by the format: notes stand right before what they are compatible with.
        following = settings.find(qn("w:compat"))
        settings.append(kept) if following is None else following.addprevious(kept)


def _style(name: str) -> Any:
    properties, style = OxmlElement("w:rPr"), OxmlElement("w:rStyle")
    style.set(qn("w:val"), name)
    properties.append(style)
    return properties


def _run(text: str) -> Any:
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.set(qn("xml:space"), "preserve")
    words.text = text
    run.append(words)
    return run
