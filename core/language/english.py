"""English: the words and patterns that another language would have of its own.

Words by which publishers file articles are in
`core/reading/article/sections.toml`.
"""

from __future__ import annotations

import re

CODE = "en"
"""ISO 639-1; also what requests ask for (Accept-Language)."""

STOP_WORDS = frozenset(
    """
    a about above across after afterwards again against all almost alone along already also although always am
    among amongst amoungst amount an and another any anyhow anyone anything anyway anywhere are around as at back
    be became because become becomes becoming been before beforehand behind being below beside besides between
    beyond bill both bottom but by call can cannot cant co con could couldnt cry de describe detail do done down
    due during each eg eight either eleven else elsewhere empty enough etc even ever every everyone everything
    everywhere except few fifteen fifty fill find fire first five for former formerly forty found four from front
    full further get give go had has hasnt have he hence her here hereafter hereby herein hereupon hers herself
    him himself his how however hundred i ie if in inc indeed interest into is it its itself keep last latter
    latterly least less ltd made many may me meanwhile might mill mine more moreover most mostly move much must my
    myself name namely neither never nevertheless next nine no nobody none noone nor not nothing now nowhere of
    off often on once one only onto or other others otherwise our ours ourselves out over own part per perhaps
    please put rather re same see seem seemed seeming seems serious several she should show side since sincere six
    sixty so some somehow someone something sometime sometimes somewhere still such system take ten than that the
    their them themselves then thence there thereafter thereby therefore therein thereupon these they thick thin
    third this those though three through throughout thru thus to together too top toward towards twelve twenty
    two un under until up upon us very via was we well were what whatever when whence whenever where whereafter
    whereas whereby wherein whereupon wherever whether which while whither who whoever whole whom whose why will
    with within without would yet you your yours yourself yourselves
    """.split()
)
"""scikit-learn's list; held here so that stories and distinctive words stay what they are when theirs changes."""

FUNCTION_WORDS = frozenset(
    """
    the of to and a in that is was for on it with as he be by at his from this have had not are but they which you
    were her she an or there been their we who will would has when if more no out so up said what its about than into
    them can only other some could these two then do any my now over such our also after
    """.split()
)
"""The commonest words of running text: 25 to 50% of news in English, under 15% of any other language."""

NEWS_WORDS = frozenset(
    """
    said says say told tell asked ask used use using called call got gave give given gets let does did done left
    kept keep went going come came comes made make makes took take taken put want wants need needs know like just
    new year years day days week weeks month months time times people way lot thing things including according
    added long good hour hours minute minutes cent percent per largest later early late ago today yesterday
    don didn doesn isn wasn aren couldn wouldn shouldn hasn haven hadn
    """.split()
)
"""Words of every newspaper, beside `STOP_WORDS`; they set none apart."""

ENDINGS = ("'s", "’s", "ies", "ing", "ed", "es", "s")
"""The commonest endings, longest first where one ends with another."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Months as addresses write them, cut to three letters."""

ROBOT_CHECK = re.compile(
    r"\bare you a (robot|human)|(you are|you're|that you're) (not a (robot|bot)|(a )?human)\b|"
    r"verify(ing)? (that )?(you are|you're|you) (a )?human|just a moment\.\.\.|checking your browser|"
    r"attention required!|^access (to this page has been )?denied\b|permission to access .{0,200} on this server|"
    r"pardon our interruption|unusual (traffic|activity) from your|automated (requests|queries) from|"
    r"enable (javascript|js) and (cookies|disable any ad)|incapsula incident|ddos protection by|"
    r"(the|your) request (was|has been|could not be) (blocked|satisfied)|you have been blocked|"
    r"(complet\w+ (the|a) )security check|security service to protect|please enable (js|cookies)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""What a page shows to visitors that it takes for machines."""

CAPTCHA = re.compile(r"\bcaptcha\b", re.IGNORECASE)
"""A word of robot checks that news also use."""

PAYWALL = re.compile(
    r"subscribe (now|today|to|for|and|from)\b|(for|to) (our )?subscribers( only)?[.:]?$|subscribers? only|"
    r"subscription (required|to (read|continue|access))|already (a|have an?) (member|account|subscri)|"
    r"to (continue|keep) reading|"
    r"(sign|log) ?in to (read|continue|view|access)|register (now |for free )?to (read|continue|access)|free trial|"
    r"(read|unlock|access) (the|this) (full|rest|article|story)|(exclusive|only) (to|for) (members|subscribers)|"
    r"premium (content|article)|this (article|content|story) is (reserved|only|for)|cancel any ?time|"
    r"remaining free articles|reached your (free )?(article )?limit",
    re.IGNORECASE | re.MULTILINE,
)
"""How a page invites to subscribe or sign in before one reads on."""

COOKIE_NOTICE = re.compile(
    r"cookies?\b|\bconsent\b|privacy (policy|settings|choices|preferences)|value your privacy|"
    r"our (\d+ )?partners|personali[sz]ed (ads|advertising|content)|legitimate interest|gdpr|vendors",
    re.IGNORECASE,
)
"""Phrases of notices about cookies; an article may have one of them, a notice has several."""

ASIDE = re.compile(
    r"(read )?more\s?:|read (more|also|next)\b.{0,120}$|(advertisement|article continues below|story continues below"
    r"( this)?( advertisement)?|recommended( stories)?|related( articles| stories| content)?|most read|loading\.*|"
    r"share this( article| story)?|scroll down for video|watch( below| now)?)[:.]?$|"
    r"(sign up|subscribe) (to|for) (our|the|my|your|daily|free) .{0,120}$|"
    r"follow .{2,60} on (twitter|facebook|x|instagram)\b|"
    r"for more stories like this|got a story\?|do you have a story|(click|tap) here (to|for) .{0,120}$",
    re.IGNORECASE,
)
"""Lines that invite to other pages or call for tips; no article is about them."""

LIVE_HEADLINE = re.compile(r"\bLIVE\b\s*[:|–—-]|\blive (updates|blog|coverage)\b", re.ASCII)
"""Headlines of pages that are written as things happen."""

BYLINE = re.compile(r"^(?:(?:(?:written|reporting|reported|words|story|text|posted) )?by|from)\s+", re.IGNORECASE)
"""What stands before an author's name."""

VERB_ENDINGS = (("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""))
"""Endings of verbs and what stands for them in the base form, in the order of WordNet's rules."""

PUBLISHERS = (
    "associated press",
    "press association",
    "hollywood reporter",
    "business insider",
    "daily beast",
    "daily mail",
    "daily mirror",
    "daily telegraph",
    "daily express",
    "evening standard",
    "financial times",
    "getty images",
    "new york times",
    "washington post",
    "wall street journal",
    "los angeles times",
    "huffington post",
    "fox news",
    "sky news",
    "sky sports",
    "bbc sport",
    "bbc news",
    "bbc radio",
    "nbc news",
    "abc news",
    "cbs news",
    "ap news",
    "pa media",
    "el país",
    "guardian australia",
    "guardian",
    "observer",
    "bbc",
    "cnn",
    "reuters",
    "afp",
    "bloomberg",
    "huffpost",
    "politico",
    "axios",
    "variety",
    "msn",
    "cnbc",
    "nbc",
    "newsbeat",
)
"""Names that say who publishes, not what an article is about; models are trained without them."""
