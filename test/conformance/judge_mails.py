"""Read mails with Python's own email package and say what a reader would find in each.

Standard input: one mail a line, in base64. Standard output: a JSON list, one object a mail.
"""

import base64
import html.parser
import json
import re
import sys
from email import policy, message_from_bytes

VOID = {"meta", "br"}
ADDRESSED = {"src", "srcset", "background", "poster", "data", "action"}


class Page(html.parser.HTMLParser):
    """What a page shows, and what it would load or leave open."""

    def __init__(self):
        super().__init__()
        self.open, self.wrong, self.langs, self.words, self.hidden = [], [], [], [], 0

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "lang" in attrs:
            self.langs.append((tag, attrs["lang"]))
        for name, value in attrs.items():
            if name in ADDRESSED or name.startswith("on") or "url(" in (value or ""):
                self.wrong.append(f"{tag} {name}")
        if tag in {"img", "link", "script", "style", "iframe", "form", "object"}:
            self.wrong.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        self.words.append(" ")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"unbalanced {tag}")
        self.words.append(" ")

    def handle_data(self, data):
        if not {"title", "h1"} & set(self.open):
            self.words.append(data)


def plain(text):
    """Words alone: HTML shows a list's dash as a bullet."""
    return re.sub(r"\s+", " ", re.sub(r"(?m)^- ", "", text)).strip()


def judge(raw):
    mail = message_from_bytes(raw, policy=policy.default)
    parts = [part for part in mail.walk() if not part.is_multipart()]
    text = mail.get_body(("plain",)).get_content()
    page = Page()
    page.feed(mail.get_body(("html",)).get_content())
    page.close()
    return {
        "defects": [str(d) for part in mail.walk() for d in part.defects]
        + [f"{name}: {d}" for name, value in mail.items() for d in getattr(value, "defects", [])],
        "longestLine": max(len(line) for line in raw.split(b"\r\n")),
        "type": mail.get_content_type(),
        "parts": [part.get_content_type() for part in parts],
        "subject": mail["Subject"],
        "headers": {name.lower(): str(value) for name, value in mail.items()},
        "text": text,
        "same": plain(text) == plain("".join(page.words)),
        "langs": page.langs,
        "wrong": page.wrong + [f"open {tag}" for tag in page.open],
    }


print(json.dumps([judge(base64.b64decode(line)) for line in sys.stdin if line.strip()]))
