"""Words of bylines in several languages: between names, in names of organisations, and for what people do."""

from __future__ import annotations

CONJUNCTIONS = tuple("and & with und et y e och og i oraz ja és și ve dan và и і та και".split())
"""What stands between the last two names; some stand inside of a name, too (José Ortega y Gasset)."""

CONJUNCTIONS_IN_CAPITALS = ("AND", "And", "UND", "ET")
"""The same in a byline of capitals; of one letter, they would be initials."""

NO_AUTHORS = frozenset({"agencies", "wires"})
"""What stands for agencies that are not named, beside a person's name."""

AGENCIES = frozenset(
    """
    aap afp ani anp ansa ap apa ats belga bloomberg cna cp dpa efe epd ians kna lusa ntb pa pti reuters ritzau sid tass
    tt upi xinhua bbc cnn cbs nbc abc itv npr pbs cbc ard zdf ndr wdr orf srf rtve rai nos nrk svt yle
    """.split()
)
"""Agencies and broadcasters whose names have one word."""

PARTICLES = frozenset(
    """
    a af al ap av bar bat ben bin bint d da das de degli dei del della den der des di do dos du el ibn l la las le los
    op 't te ten ter tot van vom von y ze zu zum zur
    """.split()
)
"""Parts of surnames that are written small."""

SUFFIXES = frozenset(
    """
    jr sr jun sen jnr snr ii iii iv esq phd md do dds dvm jd mba msc bsc ba ma mp mep mla kc qc obe mbe cbe kbe dbe rn
    inc llc ltd limited plc corp co gmbh ag kg se sa srl spa bv nv ab oy as
    """.split()
)
"""What follows a name after a comma and is a part of it, without full stops."""

ROLES = frozenset(
    """
    editor correspondent reporter writer columnist producer journalist photographer critic contributor analyst
    commentator broadcaster presenter chief director manager researcher professor lecturer
    redakteur redakteurin korrespondent korrespondentin reporterin journalistin autorin
    rédacteur rédactrice correspondant correspondante journaliste chroniqueur chroniqueuse
    corresponsal redactor redactora periodista reportero reportera columnista
    giornalista corrispondente redattore redattrice inviato inviata
    jornalista repórter redator redatora correspondente
    redacteur verslaggever correspondente redactrice reportrar journalistin
    """.split()
)
"""What people are for their newspaper: after a name and a comma it is no name of its own."""

ORGANISATIONS = frozenset(
    """
    academy agency alliance association authority bank board brothers bros bureau center centre chamber charity
    church club co college commission committee community company congress consortium cooperative council court
    department desk directorate division embassy faculty federation foundation fund group guild hospital initiative
    institute institution laboratory league library ministry museum network office organisation organization
    parliament partners police secretariat school service society sons staff team trust union university
    amt bundesamt gesellschaft ministerium stiftung universität verband verein redaktion
    agence association comité fondation institut ministère rédaction société université
    agencia asociación fundación instituto ministerio redacción sociedad universidad
    agenzia fondazione istituto ministero redazione società università
    agência associação fundação instituto ministério redação universidade
    """.split()
)
"""Words by which the name of an organisation is known; "and" in it joins no two names."""
