"""Texts with light marks: to HTML and back without loss, and never anything but what the editor offers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.light_markup import to_html, to_markup

STORED = [
    "<p>Plain</p>",
    "<h2>Head</h2><p>A <b>bold</b> and <i>leaning</i> word &amp; more</p>",
    "<ul><li>one</li><li>two * three</li></ul><ol><li>first</li></ol>",
    '<p><a href="https://example.org/?a=1&amp;b=2">out</a> and <a linktype="page" id="3">in</a></p>',
    '<p><a linktype="document" id="7">paper</a><br>next line</p>',
    "<h3>Small</h3><h4>Smaller</h4><p>1. not a list, # not a head</p><p>- no list</p><p># no head</p>",
]


@pytest.mark.parametrize("html", STORED)
def test_what_staff_wrote_says_the_same_after_a_round_trip(html):
    markup = to_markup(html)
    again = to_html(markup)
    assert to_markup(again) == markup
    plain = again.replace("strong>", "b>").replace("em>", "i>")
    assert plain == html


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](https://evil.example/pixel.png)",
        "<a href='javascript:alert(1)'>x</a>",
        "<style>*{display:none}</style>",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "`code` ```\nfence\n```",
    ],
)
def test_nothing_dangerous_comes_out(typed):
    html = to_html(typed)
    for danger in ("<script", "<img", "<style", "<code", "<pre", 'href="javascript', 'href="data'):
        assert danger not in html


@given(st.text(max_size=300))
def test_whatever_is_typed_gives_tags_of_the_editor_only(typed):
    import re

    tags = set(re.findall(r"<\s*/?\s*([a-z0-9]+)", to_html(typed)))
    assert tags <= {"p", "br", "hr", "h2", "h3", "h4", "b", "strong", "i", "em", "ul", "ol", "li", "a", "blockquote"}
