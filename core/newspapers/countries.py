"""Codes of countries, ISO 3166-1 alpha-2 in lower case, and their names in English."""

from functools import cache

COUNTRIES = frozenset(
    """
    ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz ca
    cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga
    gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp
    ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms
    mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs
    ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw
    tz ua ug um us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw
    """.split()
)
UNKNOWN = "zz"
"""ISO leaves this code to its users; here it means that the country is not known."""
NOT_NAMED = "Country not known"
"""The name of a country that is not known."""
_GENERIC = {"ai", "co", "fm", "gg", "im", "io", "is", "ly", "me", "tv", "ws"}
"""Top-level domains of countries that are sold to everybody."""


def is_country(code: str) -> bool:
    """Tell whether ISO assigns this code, leaves it to its users, or reserves it for the European Union."""
    user_assigned = code in ("aa", UNKNOWN) or (code[0] == "q" and code[1] >= "m") or code[0] == "x"
    return code in COUNTRIES or user_assigned or code == "eu"


def country_of_host(host: str) -> str:
    """Return the country of a host's top-level domain, `UNKNOWN` where it names none."""
    ending = host.rsplit(".", 1)[-1].lower()
    ending = "gb" if ending == "uk" else ending
    return ending if ending in COUNTRIES and ending not in _GENERIC else UNKNOWN


@cache
def country_name(code: str) -> str:
    """Return the English name of a country, `NOT_NAMED` where the code is nobody's."""
    # Imported here: only what shows a country to people needs it.
    from babel import Locale

    name = Locale("en").territories.get(code.upper()) if code in COUNTRIES or code == "eu" else None
    return name.removesuffix(" SAR China") if name else NOT_NAMED
