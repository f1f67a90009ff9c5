"""The page of t.me/s that shows some posts: its real class names and nesting, invented content."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .posts import Part, Post

PAGE_POSTS = 20
SLUG = "harbour"

HEAD = """<!DOCTYPE html>
<html>
  <head>
    <meta charset="utf-8">
    <title>{name} – Telegram</title>
    <meta name="viewport" content="width=device-width, initial-scale=1.0">
    <meta property="og:title" content="{name}">
    <meta property="og:site_name" content="Telegram">
    <link rel="stylesheet" href="//telegram.org/css/widget-frame.css?72">
  </head>
  <body class="widget_frame_base tgme_webpreview emoji_image thide_all">
    <header class="tgme_header search_collapsed">
      <div class="tgme_container">
        <div class="tgme_header_right_column">
          <section class="tgme_channel_info">
            <div class="tgme_channel_info_header">
              <div class="tgme_channel_info_header_title_wrap">
                <div class="tgme_channel_info_header_title"><span dir="auto">{name}</span></div>
                <div class="tgme_channel_info_header_username"><a href="https://t.me/{slug}">@{slug}</a></div>
              </div>
            </div>
            <div class="tgme_channel_info_counters">{counters}</div>
            <a class="tgme_channel_download_telegram" href="//telegram.org/dl?tme=1">Download Telegram</a>
          </section>
        </div>
      </div>
    </header>
    <main class="tgme_main" data-url="/{slug}">
      <div class="tgme_container">
        <section class="tgme_channel_history js-message_history">
"""
TAIL = """
        </section>
      </div>
    </main>
    <script src="//telegram.org/js/widget-frame.js?62"></script>
  </body>
</html>
"""
COUNTER = (
    '<div class="tgme_channel_info_counter"><span class="counter_value">{}</span> '
    '<span class="counter_type">{}</span></div>'
)
LABELS = {"unsupported": "This media is not supported in your browser", "big": "Media is too big"}


def page(posts: Sequence[Post], name: str) -> str:
    """The HTML of one page with these posts."""
    counters = COUNTER.format("12.4K", "subscribers") + COUNTER.format("310", "photos")
    head = HEAD.format(name=escape(name), slug=SLUG, counters=counters)
    return head + "\n".join(_wrap(post, name) for post in posts) + TAIL


def pages(posts: Sequence[Post], name: str) -> list[str]:
    """The HTML of as many pages as a scraper fetches for these posts."""
    return [page(posts[i : i + PAGE_POSTS], name) for i in range(0, len(posts), PAGE_POSTS)]


def message(parts: Sequence[Part]) -> str:
    """The inside of a message's text element."""
    out: list[str] = []
    for i, part in enumerate(parts):
        # A block element ends its line by itself; t.me writes no <br> for the line feed behind it.
        if i and not parts[i - 1].block:
            out.append("<br/>")
        out.append(part.html)
    return "".join(out)


def _wrap(post: Post, name: str) -> str:
    inside = [
        "" if post.bare else _author(name),
        _forward(post),
        _reply(post),
        _media(post),
        _document(post),
        _poll(post),
        _text(post),
        _preview(post),
        _reactions(post),
        "" if post.bare else _foot(post),
    ]
    bubble = "\n    ".join(piece for piece in inside if piece)
    user = (
        f'  <div class="tgme_widget_message_user"><a href="https://t.me/{SLUG}">'
        f'<i class="tgme_widget_message_user_photo bgcolor0" data-content="{escape(name[0])}">'
        '<img src="a.jpg"></i></a></div>\n'
    )
    return (
        '<div class="tgme_widget_message_wrap js-widget_message_wrap">'
        '<div class="tgme_widget_message text_not_supported_wrap js-widget_message"'
        f' data-post="{SLUG}/{post.number}">\n{"" if post.bare else user}'
        f'  <div class="tgme_widget_message_bubble">\n    {bubble}\n  </div>\n</div></div>'
    )


def _author(name: str) -> str:
    return (
        '<div class="tgme_widget_message_author accent_color"><a class="tgme_widget_message_owner_name"'
        f' href="https://t.me/{SLUG}"><span dir="auto">{escape(name)}</span></a></div>'
    )


def _forward(post: Post) -> str:
    if not post.forwarded_from:
        return ""
    return (
        '<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from&nbsp;'
        '<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/other/1">'
        f'<span dir="auto">{escape(post.forwarded_from)}</span></a></div>'
    )


def _reply(post: Post) -> str:
    if not post.reply:
        return ""
    author, text = map(escape, post.reply)
    return (
        f'<a class="tgme_widget_message_reply user-color-default" href="https://t.me/{SLUG}/1">'
        '<div class="tgme_widget_message_author accent_color">'
        f'<span class="tgme_widget_message_author_name" dir="auto">{author}</span></div>'
        f'<div class="tgme_widget_message_metatext js-message_reply_text" dir="auto">{text}</div></a>'
    )


def _media(post: Post) -> str:
    if post.media == "photo":
        return (
            f'<a class="tgme_widget_message_photo_wrap" href="https://t.me/{SLUG}/{post.number}">'
            '<div class="tgme_widget_message_photo" style="padding-top:66%"></div></a>'
        )
    if not post.media:
        return ""
    return (
        '<div class="message_media_not_supported_wrap"><div class="message_media_not_supported">\n'
        f'      <div class="message_media_not_supported_label">{LABELS[post.media]}</div>\n'
        f'      <a href="https://t.me/{SLUG}/{post.number}" class="message_media_view_in_telegram">'
        "VIEW IN TELEGRAM</a>\n"
        "    </div></div>"
    )


def _document(post: Post) -> str:
    if not post.document:
        return ""
    name, size = post.document
    return (
        f'<a class="tgme_widget_message_document_wrap" href="https://t.me/{SLUG}/{post.number}">\n'
        '      <div class="tgme_widget_message_document_icon accent_bg"></div>\n'
        '      <div class="tgme_widget_message_document">\n'
        f'        <div class="tgme_widget_message_document_title accent_color" dir="auto">{name}</div>\n'
        f'        <div class="tgme_widget_message_document_extra" dir="auto">{size}</div>\n      </div>\n    </a>'
    )


def _poll(post: Post) -> str:
    if not post.poll:
        return ""
    question, *options = map(escape, post.poll)
    rows = "".join(
        '<div class="tgme_widget_message_poll_option"><div class="tgme_widget_message_poll_option_percent">'
        f'{100 // len(options)}%</div><div class="tgme_widget_message_poll_option_value">'
        f'<div class="tgme_widget_message_poll_option_text">{option}</div></div></div>'
        for option in options
    )
    return (
        f'<div class="tgme_widget_message_poll"><div class="tgme_widget_message_poll_question">{question}</div>'
        f'<div class="tgme_widget_message_poll_type">Anonymous Poll</div>'
        f'<div class="tgme_widget_message_poll_options">{rows}</div></div>'
    )


def _text(post: Post) -> str:
    if not post.parts:
        return ""
    return f'<div class="tgme_widget_message_text js-message_text" dir="auto">{message(post.parts)}</div>'


def _preview(post: Post) -> str:
    if not post.preview:
        return ""
    site, title, about = map(escape, post.preview)
    return (
        '<a class="tgme_widget_message_link_preview" href="https://example.org/">'
        f'<div class="link_preview_site_name accent_color" dir="auto">{site}</div>'
        f'<div class="link_preview_title" dir="auto">{title}</div>'
        f'<div class="link_preview_description" dir="auto">{about}</div></a>'
    )


def _reactions(post: Post) -> str:
    if not post.reactions:
        return ""
    bar = "".join(
        f'<span class="tgme_reaction"><i class="emoji"><b>{sign}</b></i>{count}</span>'
        for sign, count in post.reactions
    )
    return f'<div class="tgme_widget_message_reactions js-message_reactions">{bar}</div>'


def _foot(post: Post) -> str:
    edited = "edited &nbsp;" if post.edited else ""
    return (
        '<div class="tgme_widget_message_footer compact js-message_footer">\n'
        '      <div class="tgme_widget_message_info short js-message_info">\n'
        f'        <span class="tgme_widget_message_views">{post.views}</span><span class="copyonly"> views</span>'
        f'<span class="tgme_widget_message_meta">{edited}<a class="tgme_widget_message_date"'
        f' href="https://t.me/{SLUG}/{post.number}"><time datetime="2024-07-28T{post.clock}:00+00:00"'
        f' class="time">{post.clock}</time></a></span>\n      </div>\n    </div>'
    )
