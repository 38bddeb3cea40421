"""Files of each format, made by the format's own tools or written by hand to its standard."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

PARAGRAPHS = (
    "The Harbor Board counted 1,204 late ferries in May, up from 990 in April, a report that it published says.",
    "“We will hire 40 pilots,” Transport Secretary Ana Duarte told reporters on Friday at the old dock.",
    "The board will meet again on June 12 to decide which of the ferries will use the north pier this summer.",
)
TEXT = "\n".join(PARAGRAPHS)
MARKUP = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
TITLE = "Board counts 1,204 late ferries"


def paragraphs(n: int) -> tuple[str, ...]:
    """The paragraphs of story n: each another number."""
    return (PARAGRAPHS[0].replace("1,204", f"{1000 + n:,}"), *PARAGRAPHS[1:])


def page(lines: Iterable[str] = PARAGRAPHS, *, head: str = "", before: str = "") -> str:
    """A web page with menus and a footer around its article."""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{TITLE} - Mapleton Ledger</title>
<link rel="canonical" href="https://ledger.example/2024/06/ferries">
<meta property="og:site_name" content="Mapleton Ledger">
<meta property="article:published_time" content="2024-06-09T10:00:00Z">{head}</head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>{before}
<article><h1>{TITLE}</h1>
{"".join(f"<p>{line}</p>" for line in lines)}
</article><aside><a href="/more">Read more stories</a></aside><footer>© 2024 Mapleton Ledger</footer></body></html>
"""


def record(
    n: int, body: bytes, *, header: str = "Content-Type: text/html; charset=utf-8", status: str = "200 OK"
) -> Any:
    """A response record of FastWARC."""
    found = WarcRecord()
    found.init_headers(WarcRecordType.response, f"uuid:00000000-0000-0000-0000-{n:012}".encode())
    found.headers["WARC-Target-URI"] = f"https://ledger.example/2024/06/{n}"
    found.headers["WARC-Date"] = "2024-06-10T00:00:00Z"
    found.headers["Content-Type"] = "application/http; msgtype=response"
    http = f"HTTP/1.1 {status}\r\n{header}\r\nContent-Length: {len(body)}\r\n\r\n"
    found.set_bytes_content(http.encode() + body)
    return found


def other_record(kind: str, n: int) -> Any:
    """A record that is no page."""
    found = WarcRecord()
    found.init_headers(getattr(WarcRecordType, kind), f"uuid:11111111-0000-0000-0000-{n:012}".encode())
    found.headers["WARC-Target-URI"] = f"https://ledger.example/2024/06/{n}"
    found.set_bytes_content(b"GET / HTTP/1.1\r\nHost: ledger.example\r\n\r\n")
    return found


def packed(found: Any) -> bytes:
    """A record as a gzip member, by FastWARC's writer."""
    out = io.BytesIO()
    writer = GzipWriter(out)
    found.write(writer, checksum_data=True)
    writer.finish()
    return out.getvalue()


def unpacked(found: Any) -> bytes:
    """A record as it is."""
    out = io.BytesIO()
    found.write(out, checksum_data=True)
    return out.getvalue()


def story_record(n: int) -> Any:
    """The record of a page with story n."""
    return record(n, page(paragraphs(n)).encode())


def record_id(n: int) -> str:
    """The id of the article of record n."""
    return f"urn:uuid:00000000-0000-0000-0000-{n:012}"


def write_parquet(path: Path, rows: list[dict[str, Any]], schema: Any = None, **options: Any) -> Path:
    """Rows in Parquet, by pyarrow."""
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), path, **options)
    return path


NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.3/specification/dtd/nitf-3-3.dtd">
<nitf change.date="June 10, 2005" change.time="19:30" version="-//IPTC//DTD NITF 3.3//EN">
  <head>
    <title>{TITLE}</title>
    <meta content="9" name="publication_day_of_month"/>
    <docdata management-status="usable">
      <doc-id id-string="ledger.ferries" regsrc="ledger.example"/>
      <du-key generation="1" key="ferries" version="1"/>
      <date.issue norm="20240609T100000Z"/>
    </docdata>
    <pubdata date.publication="20240610T000000" ex-ref="https://ledger.example/ferries" name="Mapleton Ledger"/>
  </head>
  <body>
    <body.head>
      <hedline><hl1>Board counts 1,204 <em>late</em> ferries</hl1></hedline>
      <byline>By Ana Reed</byline>
      <dateline><location>MAPLETON</location></dateline>
    </body.head>
    <body.content>
      <block class="lead_paragraph"><p>{PARAGRAPHS[0]}</p></block>
      <block class="full_text">
        <p>{PARAGRAPHS[0]}</p>
        <p>{PARAGRAPHS[1].replace("“", "&#8220;").replace("Ana Duarte", "<person>Ana&nbsp;Duarte</person>")}</p>
        <media media-type="image"><media-caption>A ferry at the pier</media-caption></media>
        <p>{PARAGRAPHS[2]}</p>
      </block>
    </body.content>
  </body>
</nitf>
"""


def news_item(
    guid: str = "urn:newsml:ledger.example:2024-06-09:ferries",
    version: int = 1,
    status: str = "stat:usable",
    body: str = "",
    note: str = "",
) -> str:
    """A NewsML-G2 item with XHTML inside."""
    content = body or MARKUP
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="{version}"
    standard="NewsML-G2" standardversion="2.33" conformance="power">
  <itemMeta>
    <itemClass qcode="ninat:text"/>
    <provider qcode="nprov:ML"><name>Mapleton Ledger</name></provider>
    <versionCreated>2024-06-09T10:00:00Z</versionCreated>
    <pubStatus qcode="{status}"/>
    {f"<edNote>{note}</edNote>" if note else ""}
  </itemMeta>
  <contentMeta><headline xml:lang="en">{TITLE}</headline></contentMeta>
  <contentSet>
    <inlineXML contenttype="application/xhtml+xml">
      <html xmlns="http://www.w3.org/1999/xhtml"><head><title>{TITLE}</title></head>
      <body><h1>{TITLE}</h1>{content}<table><tr><td>May</td><td>1,204</td></tr></table></body></html>
    </inlineXML>
  </contentSet>
</newsItem>"""


def news_message(*items: str) -> str:
    """A NewsML-G2 message."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">
  <header><sent>2024-06-09T10:00:01Z</sent></header><itemSet>{"".join(items)}</itemSet></newsMessage>"""


def ninjs(line: int, **fields: Any) -> dict[str, Any]:
    """An item of ninjs 1, 2 or 3."""
    uri = "urn:ninjs:ledger.example:ferries"
    if line == 1:
        item: dict[str, Any] = {"uri": uri, "type": "text", "version": "1", "pubstatus": "usable", "headline": TITLE}
        item |= {"versioncreated": "2024-06-09T10:00:00Z", "body_xhtml": f"<div>{MARKUP}</div>", "language": "en"}
        return item | {"copyrightholder": "Mapleton Ledger"} | fields
    created, status, type_ = (
        ("versioncreated", "pubstatus", "contenttype") if line == 2 else ("versionCreated", "pubStatus", "contentType")
    )
    bodies = [{"role": "summary", "value": "Ferries were late."}, {"role": "main", type_: "text/html", "value": MARKUP}]
    item = {"uri": uri, "type": "text", "version": "1", status: "usable", created: "2024-06-09T10:00:00Z"}
    item |= {"headlines": [{"role": "short", "value": "Ferries"}, {"role": "main", "value": TITLE}], "bodies": bodies}
    return item | {"copyrightholder" if line == 2 else "copyrightHolder": "Mapleton Ledger"} | fields


RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Mapleton Ledger</title><link>https://ledger.example/</link><description>News</description>
<item><title>{TITLE}</title><link>https://ledger.example/ferries</link><guid>https://ledger.example/ferries</guid>
<pubDate>Sun, 09 Jun 2024 12:00:00 +0200</pubDate><description>Ferries were late.</description>
<content:encoded><![CDATA[{MARKUP}<script>alert(1)</script>]]></content:encoded></item>
<item><title>Pier &amp; dock</title><link>https://ledger.example/pier</link>
<description>&lt;p&gt;The board closed the north pier on Monday.&lt;/p&gt;</description></item>
<item><title>Nothing</title><link>https://ledger.example/nothing</link></item>
</channel></rss>
"""

ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Mapleton Ledger</title><id>urn:feed</id>
<updated>2024-06-09T10:00:00Z</updated><entry><title>{TITLE}</title><id>tag:ledger.example,2024:ferries</id><link href="https://ledger.example/ferries"/>
<published>2024-06-09T10:00:00Z</published><updated>2024-06-10T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{MARKUP}</div></content>
</entry></feed>
"""


def dumps(*items: dict[str, Any]) -> str:
    """Items as a JSON list."""
    return json.dumps(items, ensure_ascii=False)
