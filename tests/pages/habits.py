"""What a channel does habitually, and a table of channels from one end of the range to the other.

The range is that of some forty real channels: posts of one line 0 to 1, body lines 1 to 20 in the median, the same
last line on none or all of the posts, lines of 20 to 141 characters.  The names say what is particular.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]  # the least and the most, both ends in; drawn so that each factor is as likely


@dataclass(frozen=True, slots=True)
class Habits:
    """A channel's habits: chances are 0 to 1, spans are drawn from, lengths are in characters or lines.

    The chances of the first group are of a post, those of the second group of a line of a body.
    """

    languages: tuple[str, ...] = ("en",)  # the post changes from the first to the second halfway
    one_line: float = 0.05
    run: float = 1.0  # posts of one line in a row, on average
    pool: int = 0  # so many different posts of one line, again and again; 0: each is new
    single_chars: Span = (60, 200)
    title_chars: Span = (30, 120)
    line_chars: Span = (40, 200)
    body: Span = (2, 8)
    one_body: float = 0.1  # the body is one line
    long_body: float = 0.0  # the body has up to 196 lines
    kind: Literal["prose", "alerts", "rates", "report", "links"] = "prose"
    footer: float = 0.0
    link_last: float = 0.0
    tags_last: float = 0.0
    emoji_first: float = 0.1
    invisible_first: float = 0.0
    refrain: float = 0.0
    repost: float = 0.0
    forwarded: float = 0.0
    media: float = 0.0
    media_only: float = 0.0
    reactions: float = 0.0

    marker: float = 0.1
    quote: float = 0.0
    code: float = 0.0
    inline_code: float = 0.0
    pre: float = 0.0
    spoiler: float = 0.0
    ruler: float = 0.0
    empty: float = 0.4  # an empty line stands before it
    block_glued: float = 0.2  # if it is a quote or <pre>: no empty line behind, which glues what follows


PROFILES: dict[str, Habits] = {
    # How many posts are one line, and how they follow each other.
    "news_signed": Habits(("ru",), one_line=0, body=(2, 5), line_chars=(90, 210), footer=0.95),
    "agency_halves": Habits(("ru",), one_line=0.46, run=2, single_chars=(100, 230), one_body=0.65,
                            title_chars=(90, 190), body=(1, 4), line_chars=(80, 190), marker=0.02),
    "one_liners": Habits(("uk",), one_line=0.9, run=14, single_chars=(70, 130), one_body=0.94, title_chars=(60, 130)),
    "one_liners_only": Habits(("de",), one_line=1, single_chars=(90, 240)),
    "half_short": Habits(("tr",), one_line=0.6, run=3, single_chars=(30, 120), title_chars=(20, 70), one_body=0.5),
    "chat": Habits(("en",), one_line=0.7, run=3, single_chars=(10, 90), title_chars=(8, 60), line_chars=(8, 80),
                   body=(1, 3), one_body=0.6, emoji_first=0.15, marker=0.03, reactions=0.1, empty=0.1),
    "spam": Habits(("en",), one_line=0.85, run=6, pool=12, single_chars=(70, 190), body=(1, 4), link_last=0.3,
                   emoji_first=0.5),
    # How long posts and lines are.
    "long_reads": Habits(("de",), one_line=0.02, body=(10, 40), one_body=0, long_body=0.08, line_chars=(60, 330)),
    "verses": Habits(("fa",), one_line=0.05, run=1, single_chars=(20, 80), title_chars=(12, 40), line_chars=(10, 40),
                     body=(4, 14), refrain=0.3, empty=0.2, marker=0),
    "long_lines": Habits(("hi",), one_line=0.15, title_chars=(70, 220), line_chars=(100, 280), body=(1, 4),
                         one_body=0.4),
    "one_body_line": Habits(("he",), one_line=0.05, one_body=0.94, title_chars=(40, 110), line_chars=(60, 240)),
    # How posts begin and end.
    "links_last": Habits(("ru",), one_line=0.44, run=2, one_body=0.57, body=(1, 6), link_last=0.6, emoji_first=0.3,
                         title_chars=(30, 110)),
    "names_last": Habits(("en",), body=(1, 6), link_last=0.97, one_line=0.03),
    "tags_last": Habits(("uk",), one_line=0.2, body=(2, 6), tags_last=1),
    "footer_always": Habits(("ko",), one_line=0, body=(1, 5), line_chars=(30, 110), footer=1),
    "emoji_first": Habits(("ru",), one_line=0.2, run=1.5, emoji_first=0.96, marker=0.5, body=(2, 9), footer=0.4),
    "invisible_first": Habits(("en",), one_line=0.1, invisible_first=0.3, body=(2, 6)),
    # What lines are.
    "quotes": Habits(("tr",), one_line=0, body=(1, 5), quote=0.2, tags_last=1, line_chars=(40, 200), marker=0),
    "quotes_glued": Habits(("he",), one_line=0.1, body=(2, 6), quote=0.08, block_glued=0.8, line_chars=(40, 160)),
    "code_bulletin": Habits(("en",), one_line=0, body=(1, 3), code=0.4, title_chars=(25, 60), line_chars=(25, 90),
                            link_last=0.9, footer=1, emoji_first=0.8, empty=0.5),
    "inline_code": Habits(("en",), one_line=0.15, body=(2, 7), inline_code=0.15, code=0.05, footer=0.5),
    "program_notes": Habits(("de",), one_line=0.1, body=(2, 7), pre=0.06, inline_code=0.06, link_last=0.3),
    "spoilers": Habits(("uk",), one_line=0.15, body=(2, 6), spoiler=0.04, emoji_first=0.3),
    "separators": Habits(("ja",), one_line=0.1, body=(3, 12), ruler=0.2, line_chars=(20, 90), refrain=0.1),
    "two_scripts": Habits(("ar", "en"), one_line=0.08, run=1, body=(5, 22), long_body=0.02, quote=0.06, footer=0.3,
                          forwarded=0.13, line_chars=(20, 180)),
    # Posts that look alike.
    "alerts": Habits(("uk",), kind="alerts", one_line=0.8, run=6, one_body=0.7, body=(1, 3), emoji_first=0.9),
    "alerts_doubled": Habits(("ru",), kind="alerts", one_line=0.25, run=1.5, one_body=0.5, body=(1, 4),
                             emoji_first=0.6),
    "rates": Habits(("tr",), kind="rates", one_line=0.3, run=1.5, body=(2, 7), footer=0.3, emoji_first=0.4, empty=0.1),
    "daily_report": Habits(("ar",), kind="report", one_line=0.05, body=(6, 14), footer=0.4),
    "reposts": Habits(("ko",), one_line=0.2, single_chars=(90, 200), title_chars=(40, 120), body=(3, 9),
                      repost=0.3, forwarded=0.2),
    # What stands around posts, and pages that come by the extractor's other path.
    "forwards": Habits(("fa",), one_line=0.35, run=2, forwarded=0.7, body=(1, 8), footer=0.2),
    "media": Habits(("zh",), one_line=0.3, run=2, single_chars=(40, 150), media=0.6, media_only=0.1, body=(2, 7),
                    title_chars=(15, 60), line_chars=(20, 110)),
    "reactions": Habits(("ja",), one_line=0.3, run=2, single_chars=(60, 200), reactions=0.95, body=(2, 9),
                        title_chars=(20, 70), line_chars=(30, 140)),
    "short_pages": Habits(("en",), one_line=0.85, single_chars=(6, 15), title_chars=(6, 15), line_chars=(6, 15),
                          body=(1, 2), one_body=0.9),
    "links_only": Habits(("fa",), kind="links", one_line=1),
    # A little of everything, with few posts of one line and with many.
    "mixed": Habits(("en",), one_line=0.12, body=(1, 9), footer=0.5, link_last=0.2, tags_last=0.2, emoji_first=0.3,
                    invisible_first=0.02, refrain=0.03, repost=0.03, forwarded=0.18, media=0.12, media_only=0.06,
                    reactions=0.4, marker=0.2, quote=0.05, code=0.02, inline_code=0.02, pre=0.01, spoiler=0.02,
                    ruler=0.04),
    "mixed_one_line": Habits(("ru",), one_line=0.5, run=2, body=(1, 5), one_body=0.3, footer=0.2, link_last=0.2,
                             emoji_first=0.4, repost=0.03, forwarded=0.1, media=0.1, reactions=0.2, quote=0.04,
                             spoiler=0.01, ruler=0.02),
}  # fmt: skip
