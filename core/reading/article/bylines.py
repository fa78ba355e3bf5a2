"""Split a byline into the names of its authors, and no name into two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.language import bylines as words
from core.language import english

MIN_LIST = 3
"""Names of one word from which a list with commas is one of authors; two may be a surname and a first name."""
MAX_BYLINE = 1_000
"""Characters of a byline that are read."""
MAX_CJK_NAME = 6
"""Characters of a Chinese, Japanese or Korean name, which is written without space."""

_STRONG = re.compile(r"\s*[;|、；؛\n]\s*|\s+[/·•]\s+")
_CONJUNCTION = re.compile(
    rf"\s+(?:{'|'.join(map(re.escape, (*words.CONJUNCTIONS, *words.CONJUNCTIONS_IN_CAPITALS)))})\s+|\s*&\s+"
)
_COMMA = re.compile(r"\s*[,，،]\s*")
_INNER_SIGN = re.compile(r"[-'’]")
_PLACE = re.compile(r"\s+(?:in|at|for)\s+")
_SLUG = re.compile(r"[a-z]+(-[a-z]+){1,3}")
_CJK = re.compile(rf"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{{2,{MAX_CJK_NAME}}}")


def split_byline(byline: str) -> list[str]:
    """Split at signs and words between names, where whole names stand on both sides of them.

    What stays together: a surname before its first name ("Reed, Ada"), a suffix ("Ada Reed, Jr."), the name of an
    organisation ("Office of Parks and Rivers"), surnames and first names that are joined ("Reed & Hill"). What people
    are ("Ada Reed, Political Editor") is left out.
    """
    names: list[str] = []
    for part in _STRONG.split(byline[:MAX_BYLINE]):
        for joined in _split_conjunctions(part.strip(" ,")):
            names += _split_commas(joined)
    return [name for name in map(str.strip, names) if name]


def _split_conjunctions(part: str) -> list[str]:
    """Split at each "and" that has a whole name on both sides."""
    start = 0
    pieces = []
    for match in _CONJUNCTION.finditer(part):
        left = _tokens(part[start : match.start()])
        right = _tokens(part[match.end() :])
        first = _tokens(_CONJUNCTION.split(part[match.end() :])[0])
        if _are_two(left, first) and not _is_one_body(left, right):
            pieces.append(part[start : match.start()])
            start = match.end()
    return [*pieces, part[start:]]


def _split_commas(part: str) -> list[str]:
    """Split at commas, if there are whole names between them."""
    tokens = _tokens(part)
    names = [token for place, token in enumerate(tokens) if place == 0 or not is_role(token)]
    if len(names) < 2 or _is_list(names):
        return names
    return [", ".join(names)]


def _is_list(names: Sequence[str]) -> bool:
    if all(map(_is_whole, names)):
        return True
    if _is_whole(names[0]):  # what follows a whole name may be where its bearer works
        return len(names) >= MIN_LIST or all(
            _is_whole(name) or (len(name.split()) > 1 and is_organisation(name)) for name in names[1:]
        )
    return len(names) >= MIN_LIST and all(map(_is_name, names)) and not any(map(is_organisation, names))


def _tokens(part: str) -> list[str]:
    """Split at all commas but those before a suffix; "and" after a comma belongs to neither side."""
    tokens: list[str] = []
    for token in _COMMA.split(part.strip(" ,")):
        if tokens and _is_suffix(token):
            tokens[-1] += f", {token}"
        else:
            tokens.append(re.sub(r"^(?:and|&)\s+", "", token))
    return tokens


def _are_two(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether an "and" stands between names: both whole, or both a surname before a first name."""
    if right[0].lower() in words.NO_AUTHORS:
        return _is_whole(left[-1])
    # Before it may be, too, what the bearer of the name is.
    ends = _is_whole(left[-1]) or (len(left) > 1 and is_role(left[-1]))
    begins = _is_whole(right[0]) and not is_role(right[0])
    return (ends and begins) or (_is_inverted(left) and _is_inverted(right)) or is_agency(right[0])


def _is_inverted(tokens: Sequence[str]) -> bool:
    """Whether two tokens are a surname and a first name."""
    if len(tokens) != 2 or not all(map(_is_name, tokens)) or any(map(is_role, tokens)):
        return False
    return len(tokens[0].split()) == 1 or len(tokens[1].split()) == 1


def _is_one_body(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether an "and" stands inside of an organisation's name; people may write with an agency."""
    if is_agency(right[0]):
        return False
    return any(is_organisation(side) and not is_agency(side) for side in (left[-1], right[0]))


def _is_whole(name: str) -> bool:
    """Whether this may be all of a name: two words or more, an agency, or a name without spaces."""
    bare = _PLACE.split(name.split(",", maxsplit=1)[0])[0]
    if is_agency(bare) or _CJK.fullmatch(bare) or is_slug(bare):
        return True
    return len(bare.split()) > 1 and _is_name(bare) and not is_organisation(bare)


def _is_name(text: str) -> bool:
    """Whether all words but particles begin with a capital, where the script has such."""
    parts = text.split()
    if not parts or any(part.isdigit() for part in parts):
        return False
    small = [_INNER_SIGN.split(part)[0] for part in parts if part[0].islower()]
    return text.islower() or words.PARTICLES.issuperset(small)


def is_agency(name: str) -> bool:
    """Whether this names an agency, a broadcaster or a newspaper."""
    bare = name.strip(" .").lower().removeprefix("the ")
    return bare in words.AGENCIES or bare in english.PUBLISHERS


def is_slug(name: str) -> bool:
    """Whether a name is written as in the address of its author's page."""
    return _SLUG.fullmatch(name) is not None


def _is_suffix(text: str) -> bool:
    return text.replace(".", "").lower() in words.SUFFIXES


def is_role(text: str) -> bool:
    """Whether a text says what somebody is for a newspaper."""
    return any(part in words.ROLES for part in re.findall(r"\w+", text.lower()))


def is_organisation(text: str) -> bool:
    """Whether a text is the name of an organisation, by one of its words."""
    return any(part in words.ORGANISATIONS for part in re.findall(r"\w+", text.lower()))


def without_end(name: str) -> str:
    """Take the signs around a name off, but not the full stop of an abbreviation (Jr., Inc., M.D., Ada R.)."""
    name = name.strip(" -–:,").lstrip(".")
    last = name.split()[-1].strip(",") if name else ""
    stem = last.rstrip(".")
    return name if _is_suffix(last) or "." in stem or len(stem) == 1 else name.rstrip(" -–:.")
