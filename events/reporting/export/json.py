"""A document as JSON: its data, its figures with what they count, and its text."""

import json
from decimal import Decimal
from typing import Any

from events.reporting.document import Block, Document, Heading, Paragraph, Picture, Sheet, Table, Value, clean


def json_of(document: Document) -> bytes:
    """The JSON of ``document``, keys sorted; the same document gives the same bytes."""
    content = document.data | {
        "title": document.title,
        "subtitle": document.subtitle,
        "publisher": document.publisher,
        "language": document.language,
        "date": document.date.isoformat(),
        "text": [entry for block in document.blocks if (entry := _block(block))],
        "evidence": [{"number": note.number, "text": note.text, "url": note.url} for note in document.notes],
        "figures": [_sheet(sheet) for sheet in document.sheets],
    }
    return canonical(content)


def canonical(content: Any) -> bytes:
    """``content`` as the one JSON that says it: what digests are made of. Money is text, so that nothing is rounded."""
    made = json.dumps(_fit(content), ensure_ascii=False, sort_keys=True, indent=1)
    return (made + "\n").encode()


def _fit(value: Any) -> Any:
    if isinstance(value, dict):
        return {clean(key): _fit(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_fit(inner) for inner in value]
    if isinstance(value, str):
        return clean(value)
    return format(value, "f") if isinstance(value, Decimal) else value


def _block(block: Block) -> dict[str, Any] | None:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": block.text}
    if isinstance(block, Paragraph):
        runs = [{"text": run.text, "evidence": list(run.evidence)} for run in block.runs]
        return {"kind": block.kind, "runs": runs}
    if isinstance(block, Table):
        return {"kind": "table", **_table(block)}
    return {"kind": "picture", "alt": block.alt, "caption": block.caption} if isinstance(block, Picture) else None


def _table(table: Table) -> dict[str, Any]:
    return {"caption": table.caption, "headings": list(table.headings), "rows": [_row(row) for row in table.rows]}


def _row(row: tuple[Value, ...]) -> list[Any]:
    return [str(value) if isinstance(value, Decimal) else value for value in row]


def _sheet(sheet: Sheet) -> dict[str, Any]:
    tables = [_table(table) for table in sheet.tables]
    return {"key": sheet.key, "title": sheet.title, "definition": sheet.definition, "tables": tables}
