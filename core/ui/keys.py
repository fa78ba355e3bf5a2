"""Keys of the session state, of widgets and of the page's address: each stands here once.

A key that is in the address is part of links that people keep: its string never changes.
"""

from __future__ import annotations

# In the address of every page.

EDITION = "edition"
"""Which kind of edition is shown: "sample" or "live"."""
PAPERS = "papers"
"""The newspapers that are chosen."""
LIMIT = "limit"
"""How many articles of each newspaper are read."""
SCHEME = "topics"
"""How many topics are told apart."""
OWN_PAPERS_LINK = "mine"
"""The visitor's own newspapers and sets, as one word."""

SHARED = (EDITION, PAPERS, LIMIT, SCHEME, OWN_PAPERS_LINK)
"""What the addresses of all pages have in common."""

# In the address of Front pages.

TOPIC = "topic"
SHOWN_PAPERS = "of"
MIN_CONFIDENCE = "sure"
WORDS = "words"
MIX_MEASURE = "measure"
MIX_ORDER = "order"

# In the address of Compare.

COMPARE_TAB = "tab"
COMPARE_BY = "by"
COMPARED_PAPERS = "compare"
COMPARED_PAPER = "paper"
COMPARED_DAYS = "on_days"
DIFFERENCE_FIRST = "first"
DIFFERENCE_SECOND = "second"
BLIND_SPOTS_PAPER = "blind"

# In the address of Classify.

INPUT_KIND = "way"
LINKED_TEXT = "text"
"""A text that a link carries."""
BESIDE_OLD_MODEL = "old"

# In the address of Trends.

TREND_VIEW = "view"
TREND_PAPERS = "trend_papers"
TREND_DAYS = "days"
TREND_WORDS = "q"
TREND_TOPIC = "trend_topic"
TREND_PERIOD = "every"
TREND_MEASURE = "trend_measure"
TREND_APART = "apart"
TREND_PAGE = "page"

# In the address of Model.

MODEL_TAB = "part"
MODEL_DETAILS = "specialists"
"""Whether the parts of the page for specialists are open."""
MODEL = "model"
HELD_OUT = "set"
MAP_HELD_OUT = "map_set"
MAP_METHOD = "map_method"
LENGTHS_CORPUS = "lengths_corpus"
LIVE_BY = "live_by"

# The session: what is remembered between runs, and belongs to no widget.

VISITOR = "visitor"
"""The name of this session."""
ADDRESSES = "addresses"
"""For each page, the query of its address when it was left."""
CURRENT_PAGE = "address_of"
"""The page that is shown."""
REQUESTED_READING = "asked"
"""What a click asked to read, until the reading is open."""
READING = "reading"
"""The reading that this session follows."""
OWN_PAPERS = "own_papers"
"""The newspapers and sets that the visitor added."""
OWN_PAPERS_MESSAGES = "own_said"
"""Sentences to show once."""
OWN_PAPERS_TO_CHOOSE = "own_waiting"
"""Newspapers to choose in the next run."""
ADMIN = "admin"
"""Whether this visitor has given the maintainer's key."""
WRONG_ADMIN_KEY = "admin_wrong"
"""The last wrong key, not to check it again."""
SENT_CORRECTIONS = "corrections_sent"
"""Corrections that were sent, by the key of their widget."""
REFUSED_CORRECTIONS = "corrections_refused"
"""Why a correction was refused, by the key of its widget."""
CORRECTION_LINKS = "flags"
"""What each link "Wrong?" is about."""
CLICKED_CORRECTION_LINK = "flag_asked"
"""The link "Wrong?" that was clicked last."""
REVIEW_QUEUE = "review_queue"
"""The queue that this session labels."""
REVIEW_AT = "review_at"
"""The position of its article that is shown."""
REVIEW_DONE = "review_done"
"""The positions that this session labelled, each with the label before."""
REVIEW_PROBLEM = "review_problem"
"""Why a label or a draw was refused, to say it once."""
CHART_RESETS = "chart_round"
"""For each chart, how often a click in it was undone by other means."""
OPENED = "opened"
"""Set once it is decided what this session sees without having asked for anything."""
OPENING_WAITS = "opening_waits"
"""How far the session is that waits for the model before its page opens; gone when it goes on."""
NOTHING_REACHED = "nothing_reached"
"""Set where the sample edition stands in for newspapers that could not be reached."""
FRONT_RERUN = "front_again"
"""Set where a part of Front pages changed that the other parts depend on."""
FOLLOWED_TEXT = "linked_text"
"""The text of the link that was followed last."""
HANDED_IN = "handed"
"""The text that is classified."""
LINKED_ARTICLE = "read_link"
"""The article of the address that was handed in."""
LABELLED_TEXTS = "several_found"
"""What became of several texts."""
CLASSIFIED_TABLE = "table_classified"
"""The last table, with its answers."""

# Widgets and containers that are in no address.

NAVIGATION = "navigation"
SAMPLE = "sample"
SAMPLE_ELSEWHERE = "sample_here"
READ_NOW = "read_now"
READ_MORE = "read_more"
STOP_READING = "stop_reading"
PAPER_BAR = "paper_bar"
PAPER_CHOICE = "choice"
PAPER_SETS = "sets"
SET_NAME = "set_name"
SET_FORM = "new_set"
KEEP_SET = "keep_set"
OWN_PAPERS_EXPANDER = "own_expander"
ADDRESS_FORM = "add_paper"
OWN_ADDRESS = "own_address"
ADD_ADDRESS = "add_address"
OPML_FORM = "add_opml"
OPML_FILE = "own_opml"
ADD_OPML = "add_file"
FOR_EVERYBODY_FORM = "for_everybody"
REMOVED_FOR_EVERYBODY = "leaving"
FOR_EVERYBODY_KEY = "admin_key"
KEEP_FOR_EVERYBODY = "keep_for_everybody"
LEAD_SENTENCE = "sentence"
READ_REPORT = "report"
CLEAR_FILTERS = "clear"
ADMIN_KEY = "admin_key_given"
CORRECTION_CLICKS = "flag_clicks"
CORRECTION_STATE = "label_state"
ACCEPT_ALL = "all"
REVIEW_ALSO = "review_also"
REVIEW_TOPIC = "review_topic"
REVIEW_BACK = "review_back"
REVIEW_SKIP = "review_skip"
REVIEW_UNDO = "review_undo"
REVIEW_N = "review_n"
REVIEW_DAYS = "review_days"
DRAW_QUEUE = "draw_queue"
EXAMPLE = "example"
TEXT_FORM = "paste"
TEXT = "article_text"
CLASSIFY_TEXT = "classify_text"
LINK_FORM = "link"
LINK = "article_link"
CLASSIFY_LINK = "classify_link"
TEXT_CORRECTION = "wrong"
SHARE = "share"
MARKED_TEXT = "marked"
MARKED_TOPIC = "marked_topic"
SEVERAL_FORM = "several"
SEVERAL_TEXT = "several_text"
CLASSIFY_SEVERAL = "classify_several"
TABLE_FILE = "table"
TABLE_RESULT = "table_result"
TITLE_COLUMN = "title_column"
TEXT_COLUMN = "text_column"
PUT_AWAY = "put_away"
EXPORT_TABLE = "export_table"
EXPORT_FORMAT = "export_format"
MISMATCH_EXAMPLE = "mismatch_example"
MISMATCH_TEXT = "mismatch_text"
CARD_DOWNLOAD = "card_download"
ALL_MISTAKES = "all_mistakes"
ALL_FIGURES = "all_figures"


def part(name: str, of: object) -> str:
    """Name one of many like widgets: by what it does, and by what it belongs to."""
    return f"{name}_{of}"


def wide(name: str) -> str:
    """Name the container of a wide table, which becomes a list of cards on a phone."""
    return part("wide", name)


def cards(name: str) -> str:
    """Name the container of any other table, whose rows are cards on a phone, too."""
    return part("cards", name)
