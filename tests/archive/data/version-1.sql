--
-- PostgreSQL database dump
--

\restrict 4f4w2QDG2LyBGIiUqIH5sQraw5fv57qRZhoa8xmIucY2jj2rqLB5avaph33KaaU

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: broadsheet_stem; Type: TEXT SEARCH DICTIONARY; Schema: public; Owner: -
--

CREATE TEXT SEARCH DICTIONARY public.broadsheet_stem (
    TEMPLATE = pg_catalog.snowball,
    language = 'english' );


--
-- Name: broadsheet; Type: TEXT SEARCH CONFIGURATION; Schema: public; Owner: -
--

CREATE TEXT SEARCH CONFIGURATION public.broadsheet (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION public.broadsheet
    ADD MAPPING FOR asciiword WITH public.broadsheet_stem;

ALTER TEXT SEARCH CONFIGURATION public.broadsheet
    ADD MAPPING FOR word WITH public.broadsheet_stem;

ALTER TEXT SEARCH CONFIGURATION public.broadsheet
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.broadsheet
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.broadsheet
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.broadsheet
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.broadsheet
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.broadsheet
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.broadsheet
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.broadsheet
    ADD MAPPING FOR hword_part WITH public.broadsheet_stem;

ALTER TEXT SEARCH CONFIGURATION public.broadsheet
    ADD MAPPING FOR hword_asciipart WITH public.broadsheet_stem;

ALTER TEXT SEARCH CONFIGURATION public.broadsheet
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.broadsheet
    ADD MAPPING FOR asciihword WITH public.broadsheet_stem;

ALTER TEXT SEARCH CONFIGURATION public.broadsheet
    ADD MAPPING FOR hword WITH public.broadsheet_stem;

ALTER TEXT SEARCH CONFIGURATION public.broadsheet
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.broadsheet
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.broadsheet
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.broadsheet
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.broadsheet
    ADD MAPPING FOR uint WITH simple;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: article; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.article (
    id bigint NOT NULL,
    url text NOT NULL,
    paper_id integer NOT NULL,
    at bigint NOT NULL,
    topic text,
    five text,
    best text,
    confidence double precision,
    model_id integer,
    published bigint,
    first_seen bigint NOT NULL,
    last_seen bigint NOT NULL,
    title text NOT NULL,
    authors text NOT NULL,
    section_id integer,
    section_topic text,
    words integer NOT NULL,
    extractor text,
    status text NOT NULL,
    error text,
    detail text,
    kept text NOT NULL,
    hash bytea,
    version smallint NOT NULL
);


--
-- Name: article_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.article_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: article_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.article_id_seq OWNED BY public.article.id;


--
-- Name: body; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.body (
    article_id bigint NOT NULL,
    text text NOT NULL,
    search tsvector
);


--
-- Name: daily; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.daily (
    scheme smallint NOT NULL,
    day integer NOT NULL,
    paper_id integer NOT NULL,
    topic text NOT NULL,
    n integer NOT NULL
);


--
-- Name: edition; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.edition (
    id integer NOT NULL,
    uid text NOT NULL,
    read_at bigint NOT NULL,
    model_id integer NOT NULL,
    sample boolean NOT NULL,
    seconds double precision NOT NULL
);


--
-- Name: edition_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.edition_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: edition_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.edition_id_seq OWNED BY public.edition.id;


--
-- Name: entry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.entry (
    edition_id integer NOT NULL,
    "position" integer NOT NULL,
    paper_id integer NOT NULL,
    article_id bigint,
    status text NOT NULL,
    error text,
    detail text
);


--
-- Name: model; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.model (
    id integer NOT NULL,
    name text NOT NULL,
    sha256 text NOT NULL,
    labels text NOT NULL,
    added_at bigint NOT NULL
);


--
-- Name: model_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.model_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: model_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.model_id_seq OWNED BY public.model.id;


--
-- Name: paper; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.paper (
    id integer NOT NULL,
    key text NOT NULL,
    name text NOT NULL,
    country text NOT NULL,
    language text NOT NULL,
    home text NOT NULL
);


--
-- Name: paper_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.paper_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: paper_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.paper_id_seq OWNED BY public.paper.id;


--
-- Name: paper_set; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.paper_set (
    id integer NOT NULL,
    name text NOT NULL,
    papers text NOT NULL,
    made_at bigint NOT NULL
);


--
-- Name: paper_set_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.paper_set_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: paper_set_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.paper_set_id_seq OWNED BY public.paper_set.id;


--
-- Name: prediction; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.prediction (
    article_id bigint NOT NULL,
    model_id integer NOT NULL,
    made_at bigint NOT NULL,
    live boolean NOT NULL,
    basis text NOT NULL,
    topic text NOT NULL,
    five text NOT NULL,
    best text NOT NULL,
    confidence double precision NOT NULL,
    known_words double precision NOT NULL,
    probabilities bytea NOT NULL,
    reason text,
    elsewhere text
);


--
-- Name: report; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.report (
    edition_id integer NOT NULL,
    paper_id integer NOT NULL,
    status text NOT NULL,
    found integer NOT NULL,
    read integer NOT NULL,
    skipped integer NOT NULL,
    failed integer NOT NULL,
    seconds double precision NOT NULL,
    error text,
    detail text
);


--
-- Name: section; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.section (
    id integer NOT NULL,
    word text NOT NULL
);


--
-- Name: section_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.section_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: section_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.section_id_seq OWNED BY public.section.id;


--
-- Name: version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version (
    article_id bigint NOT NULL,
    number smallint NOT NULL,
    seen_at bigint NOT NULL,
    title text NOT NULL,
    text text NOT NULL
);


--
-- Name: article id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.article ALTER COLUMN id SET DEFAULT nextval('public.article_id_seq'::regclass);


--
-- Name: edition id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.edition ALTER COLUMN id SET DEFAULT nextval('public.edition_id_seq'::regclass);


--
-- Name: model id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model ALTER COLUMN id SET DEFAULT nextval('public.model_id_seq'::regclass);


--
-- Name: paper id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.paper ALTER COLUMN id SET DEFAULT nextval('public.paper_id_seq'::regclass);


--
-- Name: paper_set id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.paper_set ALTER COLUMN id SET DEFAULT nextval('public.paper_set_id_seq'::regclass);


--
-- Name: section id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.section ALTER COLUMN id SET DEFAULT nextval('public.section_id_seq'::regclass);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.alembic_version VALUES
	('0001');


--
-- Data for Name: article; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.article VALUES
	(11, 'https://the-daily-lantern.example/showbiz/aurora-party-arrivals', 3, 1795197600, NULL, NULL, NULL, NULL, NULL, 1795197600, 1795559783, 1795559783, 'Stars arrive at the Aurora nominations party', 'Coco Delmar', 19, 'entertainment', 0, NULL, 'failed', 'no_text', NULL, 'lead', NULL, 1),
	(1, 'https://the-harbour-post.example/obituaries/last-keeper-of-sorrel-light', 1, 1795244400, 'other', 'other', 'entertainment', 0.22746478209990606, 1, 1795244400, 1795559783, 1795559783, 'Wilfred Anstey, last keeper of the Sorrel light, dies at 93', 'Tom Lisle', 8, NULL, 247, 'trafilatura', 'ok', NULL, NULL, 'lead', '\xadb9123bbcc575b7bc5c820818f5d657', 1),
	(2, 'https://the-harbour-post.example/film-tv/salt-year-nominations', 1, 1795176900, 'entertainment', 'entertainment', 'entertainment', 0.982475316660279, 1, 1795176900, 1795559783, 1795559783, '"It''s our year": The Salt Year, filmed on our quays, leads the Aurora awards', 'Imogen Saltash', 2, 'entertainment', 262, 'trafilatura', 'ok', NULL, NULL, 'lead', '\xc3fd89753446693dee297e326760390a', 1),
	(3, 'https://the-harbour-post.example/politics/budget-freezes-thresholds', 1, 1795105800, 'politics', 'politics', 'politics', 0.6597719883617614, 1, 1795105800, 1795559783, 1795559783, 'Port families face frozen tax bands until 2030 as Hallworth drops fuel cut', 'Judith Farrow', 9, 'politics', 320, 'trafilatura', 'ok', NULL, NULL, 'lead', '\xde567482d9880b16d47bf73741e71d83', 1),
	(4, 'https://the-harbour-post.example/sport/rovers-beat-castlemere', 1, 1795042200, 'sport', 'sport', 'sport', 0.9986611774647396, 1, 1795042200, 1795559783, 1795559783, 'Adeyinka-Lund, 19, sends Rovers into the semi-finals at the death', 'Callum Weir', 11, 'sport', 325, 'trafilatura', 'ok', NULL, NULL, 'lead', '\x6c549b10333a893b6bfb28e3a470811d', 1),
	(5, 'https://the-harbour-post.example/news/storm-petra-blackout', 1, 1794982200, 'world', 'other', 'world', 0.7457904624787043, 1, 1794982200, 1795559783, 1795559783, 'Storm Petra cuts power to 40,000 homes and closes the harbour', 'Judith Farrow; Tom Lisle', 7, NULL, 271, 'trafilatura', 'ok', NULL, NULL, 'lead', '\x28f0f44c75eda8997e6723ad9387d40e', 1),
	(6, 'https://the-meridian-times.example/world/kesh-ardania-prisoners', 2, 1795240800, 'world', 'other', 'world', 0.9463447429811749, 1, 1795240800, 1795559783, 1795559783, 'Kesh and Ardania agree to exchange 240 prisoners as Varenna talks pause', 'Lorenz Adeane', 14, 'world', 311, 'trafilatura', 'ok', NULL, NULL, 'lead', '\x87c733d0aff28a200331c60d0da439f4', 1),
	(7, 'https://the-meridian-times.example/technology/corvane-halden-chip', 2, 1795183200, 'tech', 'tech', 'tech', 0.9714607629730276, 1, 1795183200, 1795559783, 1795559783, 'Corvane bets $2.6bn on Halden, an AI chip that claims to need 40% less power', 'Sunniva Clarke', 12, 'tech', 299, 'trafilatura', 'ok', NULL, NULL, 'lead', '\x156aaf6c19a4ccc6dedf0299ec5a3d44', 1),
	(8, 'https://the-meridian-times.example/markets/five-star-funds', 2, 1795152600, 'business', 'business', 'business', 0.5529017011592546, 1, 1795152600, 1795559783, 1795559783, 'Why < 1% of funds with five *stars* beat the market & who pays for the rest', 'Gideon Marsh', 6, 'business', 294, 'trafilatura', 'ok', NULL, NULL, 'lead', '\xa099256ffa5bb0118fd13770c6db1eee', 1),
	(9, 'https://the-meridian-times.example/uk-politics/hallworth-budget-borrowing', 2, 1795111500, 'politics', 'politics', 'politics', 0.6888632611097192, 1, 1795111500, 1795559783, 1795559783, 'Hallworth gambles on care and higher borrowing in a budget without giveaways', 'Eleanor Strand; Pritam Dhaliwal', 13, 'politics', 403, 'trafilatura', 'ok', NULL, NULL, 'lead', '\xc026dda6ac42fb2dccfa97f19bd163e5', 1),
	(10, 'https://the-meridian-times.example/science/petra-attribution', 2, 1795082400, 'science', 'other', 'science', 0.7096411155815706, 1, 1795082400, 1795559783, 1795559783, 'Warming made Storm Petra’s rain a fifth heavier, scientists find', 'Dr Maeve Tolland', 10, 'science', 291, 'trafilatura', 'ok', NULL, NULL, 'lead', '\xc14f69649b9a74a0d037645f95b34ced', 1),
	(12, 'https://the-daily-lantern.example/showbiz/salt-year-auroras-snubs', 3, 1795172400, 'entertainment', 'entertainment', 'entertainment', 0.9937090927008718, 1, 1795172400, 1795559783, 1795559783, 'Fishy favourite! The Salt Year nets 11 Aurora nods as superhero stars are snubbed', 'Coco Delmar', 19, 'entertainment', 223, 'trafilatura', 'ok', NULL, NULL, 'lead', '\x946dbf4dbd7c3021e6a8b5a929acb5f8', 1),
	(13, 'https://the-daily-lantern.example/politics/budget-what-it-means-for-you', 3, 1795108800, 'business', 'business', 'business', 0.567787108631687, 1, 1795108800, 1795559783, 1795559783, 'Fuel cut AXED and tax freeze to 2030: what Hallworth''s budget means for you', 'Shaz Mulgrew', 18, 'politics', 251, 'trafilatura', 'ok', NULL, NULL, 'lead', '\xefb846b53f24511b205bc40a071134e0', 1),
	(14, 'https://the-daily-lantern.example/news/tennby-on-the-terraces', 3, 1795079100, 'politics', 'politics', 'politics', 0.7318544624940841, 1, 1795079100, 1795559783, 1795559783, 'Tennby roars Rovers on at the Shield, and Downing Street sees red', 'Dex Hartnell', NULL, NULL, 290, 'trafilatura', 'ok', NULL, NULL, 'lead', '\x161b4e1ba096548b9a51436a79ae9155', 1),
	(15, 'https://the-daily-lantern.example/sport/tobi-shield-hero', 3, 1795044600, 'sport', 'sport', 'sport', 0.9517117740792359, 1, 1795044600, 1795559783, 1795559783, 'Bus to the ground, hero by bedtime: teen Tobi''s 118th-minute stunner', 'Kenny Rudd', 20, 'sport', 254, 'trafilatura', 'ok', NULL, NULL, 'lead', '\x08566ae456b76f67e7fc1515303b770d', 1),
	(16, 'https://northfield-courier.example/food/thanksgiving-pies-trail', 4, 1795260600, 'lifestyle', 'other', 'lifestyle', 0.7524708561260134, 1, 1795260600, 1795559783, 1795559783, 'Seven pies, two counties, one Saturday: a drive for the week before Thanksgiving', 'Jo Lathrop', 3, 'lifestyle', 227, 'trafilatura', 'ok', NULL, NULL, 'lead', '\x405342798429a9732590dbd762dce813', 1),
	(17, 'https://northfield-courier.example/world/varenna-talks-prisoners', 4, 1795218000, 'world', 'other', 'world', 0.9864722773242772, 1, 1795218000, 1795559783, 1795559783, 'Kesh and Ardania to swap 240 prisoners as ceasefire talks break until Nov. 24', 'Wire reports', 14, 'world', 221, 'trafilatura', 'ok', NULL, NULL, 'lead', '\xadf6da6545c03f775262e05387e8116c', 1),
	(18, 'https://northfield-courier.example/business/corvane-plant-jobs', 4, 1795184100, 'business', 'business', 'business', 0.9035928048459686, 1, 1795184100, 1795559783, 1795559783, 'Corvane to hire 1,200 at Northfield plant, county approves tax deal', 'Dana Pruitt', 1, 'business', 227, 'trafilatura', 'ok', NULL, NULL, 'lead', '\x1426295604ac95fc7660690e37420533', 1),
	(19, 'https://northfield-courier.example/local/detour-bridge-lost-dog', 4, 1795176300, 'other', 'other', 'world', 0.34283798593520487, 1, 1795176300, 1795559783, 1795559783, 'Maple Street bridge closed until Monday; Biscuit the beagle found under it', 'Staff report', 5, NULL, 171, 'trafilatura', 'ok', NULL, NULL, 'lead', '\x16b434e056a77f2ac995c5e7db2a4a62', 1),
	(20, 'https://northfield-courier.example/health/measles-clinic-vaccination', 4, 1795116000, 'health', 'other', 'health', 0.9915962726928345, 1, 1795116000, 1795559783, 1795559783, 'County opens weekend vaccine clinics after third measles case', 'Priya Nand', 4, 'health', 231, 'trafilatura', 'ok', NULL, NULL, 'lead', '\x25b18d56eece60f03aca0be2393a6552', 1),
	(21, 'https://the-ledger-exchange.example/technology/halden-benchmarks-inference', 5, 1795183200, 'tech', 'tech', 'tech', 0.973880528768817, 1, 1795183200, 1795559783, 1795559783, 'Corvane''s Halden takes aim at the cost of running AI, not training it', 'Theo Brandt', 21, 'tech', 223, 'trafilatura', 'ok', NULL, NULL, 'lead', '\xe1f9bf4bb7beb4b3d93cf6801af1244a', 1),
	(22, 'https://the-ledger-exchange.example/markets/gilts-budget-hallworth', 5, 1795113000, 'business', 'business', 'business', 0.9807353266510135, 1, 1795113000, 1795559783, 1795559783, 'Gilts slide and pound slips as Hallworth''s budget leans on borrowing', 'Margit Sele', 17, 'business', 225, 'trafilatura', 'ok', NULL, NULL, 'lead', '\x57c136b4a8632e3c78911d9907722949', 1),
	(23, 'https://the-ledger-exchange.example/technology/open-model-robots-warehouse', 5, 1795102200, 'tech', 'tech', 'tech', 0.95848483577405, 1, 1795102200, 1795559783, 1795559783, 'Open-source robot brain learns to fold a shirt it has never seen', 'Ivy Kessel', 21, 'tech', 219, 'trafilatura', 'ok', NULL, NULL, 'lead', '\xa370c7ee1081d4d940372b1de6faa42c', 1),
	(24, 'https://the-ledger-exchange.example/business/quillon-antitrust-tax-ruling', 5, 1795041900, 'business', 'business', 'business', 0.6425183475513827, 1, 1795041900, 1795559783, 1795559783, 'Quillon must pay $3.1bn in back taxes over its app store, court rules', 'Rosa Linden', 15, 'business', 222, 'trafilatura', 'ok', NULL, NULL, 'lead', '\xa02fd4129a0216f84a4c94823918448c', 1),
	(25, 'https://the-ledger-exchange.example/culture/vinyl-label-catalog-tour', 5, 1795016400, 'entertainment', 'entertainment', 'entertainment', 0.9994638254194609, 1, 1795016400, 1795559783, 1795559783, 'Singer Adaeze Holm buys back her songs, then gives the tour film away', 'Celia March', 16, 'entertainment', 218, 'trafilatura', 'ok', NULL, NULL, 'lead', '\x726a85e331758425961f24a193802b28', 1);


--
-- Data for Name: body; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.body VALUES
	(1, 'Wilfred Anstey, who has died aged 93, was the last man to live at the Sorrel light, and for many years the only person in the parish who could tell you, without looking it up, the hour of sunset on any day of the year.
He was born in Mole Street in 1933, the fifth of six children of a net-maker. He went to the lights at nineteen because, he said, he had been told there would be time to read. There was. In 31 years on the rock he got through the county library''s shelves in order, beginning with Abbott, and had reached Tolstoy when the lamp was made automatic and he was sent ashore.
He kept a tame', '''1933'':64 ''31'':97 ''93'':11A,18 ''a'':71,132 ''abbott'':114 ''age'':17 ''and'':29,115,125 ''ani'':52 ''anstey'':2A,13 ''ashor'':129 ''at'':10A,25,79 ''automat'':124 ''be'':90 ''becaus'':81 ''been'':86 ''begin'':112 ''born'':59 ''children'':69 ''could'':40 ''counti'':106 ''day'':53 ''die'':9A,16 ''fifth'':66 ''for'':30 ''got'':103 ''had'':85,116 ''has'':15 ''he'':57,74,82,84,102,126,130 ''hour'':48 ''in'':36,60,63,96,110 ''it'':45 ''keeper'':4A ''kept'':131 ''lamp'':121 ''last'':3A,21 ''librari'':107 ''light'':8A,28,78 ''live'':24 ''look'':44 ''made'':123 ''maker'':73 ''man'':22 ''mani'':31 ''mole'':61 ''net'':72 ''nineteen'':80 ''of'':5A,49,54,67,70 ''on'':51,99 ''onli'':34 ''order'':111 ''parish'':38 ''person'':35 ''reach'':117 ''read'':93 ''rock'':101 ''s'':108 ''said'':83 ''sent'':128 ''shelv'':109 ''six'':68 ''sorrel'':7A,27 ''street'':62 ''sunset'':50 ''tame'':133 ''tell'':41 ''the'':6A,20,26,33,37,47,55,65,77,100,105,120 ''there'':88,94 ''through'':104 ''time'':91 ''to'':23,76,92 ''told'':87 ''tolstoy'':118 ''up'':46 ''was'':19,58,95,122,127 ''went'':75 ''when'':119 ''who'':14,39 ''wilfr'':1A,12 ''with'':113 ''without'':43 ''would'':89 ''year'':32,56,98 ''you'':42'),
	(2, 'A film shot in nine cold weeks on the old herring quays of Port Ellery is the favourite for the biggest prizes in cinema this winter.
The Salt Year, directed by Noor Castellane, received 11 nominations for the Aurora film awards on Friday, more than any other picture. It is up for best film, best director, best screenplay and best actress for Hanneke Vos, who plays a widow trying to keep the last curing house on the coast open through a strike.
"It''s our year, I suppose," said Castellane, laughing, when she reached the Harbour Post by telephone. "I kept telling the crew that nobody would want to watch two hours of people gutting fish. I have never been so', '''11'':50 ''a'':16,82,96 ''actress'':76 ''and'':74 ''ani'':61 ''aurora'':14A,54 ''award'':15A,56 ''been'':135 ''best'':68,70,72,75 ''biggest'':36 ''by'':46,113 ''castellan'':48,105 ''cinema'':39 ''coast'':93 ''cold'':21 ''crew'':119 ''cure'':89 ''direct'':45 ''director'':71 ''elleri'':30 ''favourit'':33 ''film'':8A,17,55,69 ''fish'':131 ''for'':34,52,67,77 ''friday'':58 ''gut'':130 ''hannek'':78 ''harbour'':111 ''have'':133 ''herring'':26 ''hour'':127 ''hous'':90 ''i'':102,115,132 ''in'':19,38 ''is'':31,65 ''it'':1A,64,98 ''keep'':86 ''kept'':116 ''last'':88 ''laugh'':106 ''lead'':12A ''more'':59 ''never'':134 ''nine'':20 ''nobodi'':121 ''nomin'':51 ''noor'':47 ''of'':28,128 ''old'':25 ''on'':9A,23,57,91 ''open'':94 ''other'':62 ''our'':3A,10A,100 ''peopl'':129 ''pictur'':63 ''play'':81 ''port'':29 ''post'':112 ''prize'':37 ''quay'':11A,27 ''reach'':109 ''receiv'':49 ''s'':2A,99 ''said'':104 ''salt'':6A,43 ''screenplay'':73 ''she'':108 ''shot'':18 ''so'':136 ''strike'':97 ''suppos'':103 ''telephon'':114 ''tell'':117 ''than'':60 ''that'':120 ''the'':5A,13A,24,32,35,42,53,87,92,110,118 ''this'':40 ''through'':95 ''to'':85,124 ''tri'':84 ''two'':126 ''up'':66 ''vos'':79 ''want'':123 ''watch'':125 ''week'':22 ''when'':107 ''who'':80 ''widow'':83 ''winter'':41 ''would'':122 ''year'':4A,7A,44,101'),
	(3, 'Families in Port Ellery will pay more income tax every year until the end of the decade after the Chancellor, Ines Hallworth, used her autumn budget to freeze the thresholds at which people start paying it.
Ms Hallworth told the Commons on Thursday that the personal allowance and the higher-rate band would stay where they are until 2030. She also dropped the 2p cut in fuel duty that her predecessor had pencilled in, a decision felt at once by the hauliers who queue each morning on the Causeway Road.
In return she found £3.4bn for social care, money that councils have been demanding since the spring. The government''s own forecasters now expect it to borrow £11bn more than they thought', '''11bn'':132 ''2030'':8A,72 ''2p'':77 ''3'':108 ''4bn'':109 ''a'':88 ''after'':31 ''allow'':60 ''also'':74 ''and'':61 ''are'':70 ''as'':9A ''at'':44,91 ''autumn'':38 ''band'':6A,65 ''been'':117 ''borrow'':131 ''budget'':39 ''by'':93 ''care'':112 ''causeway'':102 ''chancellor'':33 ''common'':54 ''council'':115 ''cut'':13A,78 ''decad'':30 ''decis'':89 ''demand'':118 ''drop'':11A,75 ''duti'':81 ''each'':98 ''elleri'':17 ''end'':27 ''everi'':23 ''expect'':128 ''face'':3A ''famili'':2A,14 ''felt'':90 ''for'':110 ''forecast'':126 ''found'':107 ''freez'':41 ''frozen'':4A ''fuel'':12A,80 ''govern'':123 ''had'':85 ''hallworth'':10A,35,51 ''haulier'':95 ''have'':116 ''her'':37,83 ''higher'':63 ''in'':15,79,87,104 ''incom'':21 ''ine'':34 ''it'':49,129 ''money'':113 ''more'':20,133 ''morn'':99 ''ms'':50 ''now'':127 ''of'':28 ''on'':55,100 ''onc'':92 ''own'':125 ''pay'':19,48 ''pencil'':86 ''peopl'':46 ''person'':59 ''port'':1A,16 ''predecessor'':84 ''queue'':97 ''rate'':64 ''return'':105 ''road'':103 ''s'':124 ''she'':73,106 ''sinc'':119 ''social'':111 ''spring'':121 ''start'':47 ''stay'':67 ''tax'':5A,22 ''than'':134 ''that'':57,82,114 ''the'':26,29,32,42,53,58,62,76,94,101,120,122 ''they'':69,135 ''thought'':136 ''threshold'':43 ''thursday'':56 ''to'':40,130 ''told'':52 ''until'':7A,25,71 ''use'':36 ''where'':68 ''which'':45 ''who'':96 ''will'':18 ''would'':66 ''year'':24'),
	(4, 'Port Ellery Rovers 2-1 Castlemere United (after extra time)
Two minutes from penalties, with half of Quayside already unable to look, Tobi Adeyinka-Lund ran on to a flicked header, let the ball bounce once and drove it under the goalkeeper. It was the 118th minute of a League Shield quarter-final that Rovers had twice seemed sure to lose, and the noise from 31,204 people could be heard on the far side of the estuary.
The striker is 19 and was playing on loan in the third tier in August. He has now scored in four successive rounds.
The pitch had passed its inspection at noon, barely twelve hours after Storm Petra blew itself out. Castlemere, eleven places higher in the', '''1'':17 ''118th'':58 ''19'':3A,94 ''2'':16 ''204'':79 ''31'':78 ''a'':41,61 ''adeyinka'':1A,36 ''after'':20,125 ''alreadi'':31 ''and'':49,74,95 ''at'':10A,120 ''august'':105 ''ball'':46 ''bare'':122 ''be'':82 ''blew'':128 ''bounc'':47 ''castlemer'':18,131 ''could'':81 ''death'':12A ''drove'':50 ''eleven'':132 ''elleri'':14 ''estuari'':90 ''extra'':21 ''far'':86 ''final'':9A,65 ''flick'':42 ''four'':111 ''from'':25,77 ''goalkeep'':54 ''had'':68,116 ''half'':28 ''has'':107 ''he'':106 ''header'':43 ''heard'':83 ''higher'':134 ''hour'':124 ''in'':100,104,110,135 ''inspect'':119 ''into'':6A ''is'':93 ''it'':51,55,118 ''itself'':129 ''leagu'':62 ''let'':44 ''loan'':99 ''look'':34 ''lose'':73 ''lund'':2A,37 ''minut'':24,59 ''nois'':76 ''noon'':121 ''now'':108 ''of'':29,60,88 ''on'':39,84,98 ''onc'':48 ''out'':130 ''pass'':117 ''penalti'':26 ''peopl'':80 ''petra'':127 ''pitch'':115 ''place'':133 ''play'':97 ''port'':13 ''quarter'':64 ''quaysid'':30 ''ran'':38 ''round'':113 ''rover'':5A,15,67 ''score'':109 ''seem'':70 ''semi'':8A ''send'':4A ''shield'':63 ''side'':87 ''storm'':126 ''striker'':92 ''success'':112 ''sure'':71 ''that'':66 ''the'':7A,11A,45,53,57,75,85,89,91,101,114,136 ''third'':102 ''tier'':103 ''time'':22 ''to'':33,40,72 ''tobi'':35 ''twelv'':123 ''twice'':69 ''two'':23 ''unabl'':32 ''under'':52 ''unit'':19 ''was'':56,96 ''with'':27'),
	(5, 'Forty thousand homes along the coast were without electricity this morning after Storm Petra came ashore overnight with the strongest gust measured here in almost thirty years.
The anemometer at Cape Sorrel recorded 96 mph shortly before eleven on Tuesday night. By then the harbour master had closed the port, two ferries to the islands had been cancelled and the road along the sea wall was under a foot of water.
Nobody was killed. Firefighters led eleven people out of flooded basements in Tanner''s Row, among them a couple with a baby nine days old, and a lorry driver was treated for cuts after his trailer overturned on the Causeway Road.
Engineers from the network operator said that fallen trees', '''000'':7A ''40'':6A ''96'':46 ''a'':80,101,104,110 ''after'':24,117 ''almost'':37 ''along'':16,74 ''among'':99 ''and'':9A,71,109 ''anemomet'':41 ''ashor'':28 ''at'':42 ''babi'':105 ''basement'':94 ''been'':69 ''befor'':49 ''by'':54 ''came'':27 ''cancel'':70 ''cape'':43 ''causeway'':123 ''close'':10A,60 ''coast'':18 ''coupl'':102 ''cut'':3A,116 ''day'':107 ''driver'':112 ''electr'':21 ''eleven'':50,89 ''engin'':125 ''fallen'':132 ''ferri'':64 ''firefight'':87 ''flood'':93 ''foot'':81 ''for'':115 ''forti'':13 ''from'':126 ''gust'':33 ''had'':59,68 ''harbour'':12A,57 ''here'':35 ''his'':118 ''home'':8A,15 ''in'':36,95 ''island'':67 ''kill'':86 ''led'':88 ''lorri'':111 ''master'':58 ''measur'':34 ''morn'':23 ''mph'':47 ''network'':128 ''night'':53 ''nine'':106 ''nobodi'':84 ''of'':82,92 ''old'':108 ''on'':51,121 ''oper'':129 ''out'':91 ''overnight'':29 ''overturn'':120 ''peopl'':90 ''petra'':2A,26 ''port'':62 ''power'':4A ''record'':45 ''road'':73,124 ''row'':98 ''s'':97 ''said'':130 ''sea'':76 ''short'':48 ''sorrel'':44 ''storm'':1A,25 ''strongest'':32 ''tanner'':96 ''that'':131 ''the'':11A,17,31,40,56,61,66,72,75,122,127 ''them'':100 ''then'':55 ''thirti'':38 ''this'':22 ''thousand'':14 ''to'':5A,65 ''trailer'':119 ''treat'':114 ''tree'':133 ''tuesday'':52 ''two'':63 ''under'':79 ''wall'':77 ''was'':78,85,113 ''water'':83 ''were'':19 ''with'':30,103 ''without'':20 ''year'':39'),
	(6, 'The republics of Kesh and Ardania have agreed to exchange 240 prisoners of war, the first concrete result of eleven days of ceasefire talks in the lakeside town of Varenna.
Liv Aaltonen, the United Nations envoy who has been shuttling between the two delegations, announced the agreement on Friday night. Each side will hand over 120 captured soldiers, the wounded first, at two crossings on the river Serrin under the eyes of international monitors. Negotiations on a lasting truce will resume on 24 November.
“Two hundred and forty families will sleep differently tonight,” Ms Aaltonen said. “It is not peace. It is the first thing that both governments have promised and that both armies can be seen to do.”
The', '''120'':68 ''24'':95 ''240'':7A,23 ''a'':89 ''aaltonen'':44,107 ''agre'':4A,20 ''agreement'':59 ''and'':2A,17,99,123 ''announc'':57 ''ardania'':3A,18 ''armi'':126 ''as'':9A ''at'':74 ''be'':128 ''been'':51 ''between'':53 ''both'':119,125 ''can'':127 ''captur'':69 ''ceasefir'':35 ''concret'':29 ''cross'':76 ''day'':33 ''deleg'':56 ''differ'':104 ''do'':131 ''each'':63 ''eleven'':32 ''envoy'':48 ''exchang'':6A,22 ''eye'':83 ''famili'':101 ''first'':28,73,116 ''forti'':100 ''friday'':61 ''govern'':120 ''hand'':66 ''has'':50 ''have'':19,121 ''hundr'':98 ''in'':37 ''intern'':85 ''is'':110,114 ''it'':109,113 ''kesh'':1A,16 ''lakesid'':39 ''last'':90 ''liv'':43 ''monitor'':86 ''ms'':106 ''nation'':47 ''negoti'':87 ''night'':62 ''not'':111 ''novemb'':96 ''of'':15,25,31,34,41,84 ''on'':60,77,88,94 ''over'':67 ''paus'':12A ''peac'':112 ''prison'':8A,24 ''promis'':122 ''republ'':14 ''result'':30 ''resum'':93 ''river'':79 ''said'':108 ''seen'':129 ''serrin'':80 ''shuttl'':52 ''side'':64 ''sleep'':103 ''soldier'':70 ''talk'':11A,36 ''that'':118,124 ''the'':13,27,38,45,54,58,71,78,82,115,132 ''thing'':117 ''to'':5A,21,130 ''tonight'':105 ''town'':40 ''truce'':91 ''two'':55,75,97 ''under'':81 ''unit'':46 ''varenna'':10A,42 ''war'':26 ''who'':49 ''will'':65,92,102 ''wound'':72'),
	(7, 'Corvane Semiconductors has announced an accelerator for artificial intelligence that it says will do the same work as the best processors on sale today with 40 per cent less electricity.
The chip, named Halden, is designed for inference, the task of answering questions with a model that has already been trained. It places memory and logic in a single stack, so that numbers travel micrometres rather than centimetres, and switches off the parts of the circuit that a given calculation does not need. Corvane says that a rack of 64 will run the largest open models without liquid cooling.
Power has become the limit on the growth of data centres. In several regions developers wait four years or more for', '''2'':3A ''40'':14A,42 ''64'':106 ''6bn'':4A ''a'':61,74,94,103 ''acceler'':22 ''ai'':8A ''alreadi'':65 ''an'':7A,21 ''and'':71,85 ''announc'':20 ''answer'':58 ''artifici'':24 ''as'':34 ''becom'':118 ''been'':66 ''best'':36 ''bet'':2A ''calcul'':96 ''cent'':44 ''centimetr'':84 ''centr'':126 ''chip'':9A,48 ''circuit'':92 ''claim'':11A ''cool'':115 ''corvan'':1A,17,100 ''data'':125 ''design'':52 ''develop'':130 ''do'':30 ''doe'':97 ''electr'':46 ''for'':23,53,136 ''four'':132 ''given'':95 ''growth'':123 ''halden'':6A,50 ''has'':19,64,117 ''in'':73,127 ''infer'':54 ''intellig'':25 ''is'':51 ''it'':27,68 ''largest'':110 ''less'':15A,45 ''limit'':120 ''liquid'':114 ''logic'':72 ''memori'':70 ''micrometr'':81 ''model'':62,112 ''more'':135 ''name'':49 ''need'':13A,99 ''not'':98 ''number'':79 ''of'':57,90,105,124 ''off'':87 ''on'':5A,38,121 ''open'':111 ''or'':134 ''part'':89 ''per'':43 ''place'':69 ''power'':16A,116 ''processor'':37 ''question'':59 ''rack'':104 ''rather'':82 ''region'':129 ''run'':108 ''sale'':39 ''same'':32 ''say'':28,101 ''semiconductor'':18 ''sever'':128 ''singl'':75 ''so'':77 ''stack'':76 ''switch'':86 ''task'':56 ''than'':83 ''that'':10A,26,63,78,93,102 ''the'':31,35,47,55,88,91,109,119,122 ''to'':12A ''today'':40 ''train'':67 ''travel'':80 ''wait'':131 ''will'':29,107 ''with'':41,60 ''without'':113 ''work'':33 ''year'':133'),
	(8, 'The five stars beside the name of an investment fund are among the most persuasive marks in finance. They are also, according to a study of twenty years of returns, close to useless as a guide to what comes next.
Economists at the Tolland School of Management followed 2,840 equity funds that had earned the highest rating from one of three agencies between 2006 and 2016. Over the ten years after each award, fewer than one in a hundred beat a cheap index tracker by more than its fees. The average five-star fund lagged behind by 0.9 percentage points a year.
The reasons are not mysterious. Ratings reward past performance, much of which is luck, and luck does not compound.', '''0'':114 ''1'':2A ''2'':64 ''2006'':80 ''2016'':82 ''840'':65 ''9'':115 ''a'':39,50,94,97,118 ''accord'':37 ''after'':87 ''agenc'':78 ''also'':36 ''among'':27 ''an'':23 ''and'':81,134 ''are'':26,35,122 ''as'':49 ''at'':57 ''averag'':107 ''award'':89 ''beat'':8A,96 ''behind'':112 ''besid'':19 ''between'':79 ''by'':101,113 ''cheap'':98 ''close'':46 ''come'':54 ''compound'':138 ''doe'':136 ''each'':88 ''earn'':70 ''economist'':56 ''equiti'':66 ''fee'':105 ''fewer'':90 ''financ'':33 ''five'':6A,17,108 ''follow'':63 ''for'':13A ''from'':74 ''fund'':4A,25,67,110 ''guid'':51 ''had'':69 ''highest'':72 ''hundr'':95 ''in'':32,93 ''index'':99 ''invest'':24 ''is'':132 ''it'':104 ''lag'':111 ''luck'':133,135 ''manag'':62 ''mark'':31 ''market'':10A ''more'':102 ''most'':29 ''much'':129 ''mysteri'':124 ''name'':21 ''next'':55 ''not'':123,137 ''of'':3A,22,41,44,61,76,130 ''one'':75,92 ''over'':83 ''past'':127 ''pay'':12A ''percentag'':116 ''perform'':128 ''persuas'':30 ''point'':117 ''rate'':73,125 ''reason'':121 ''rest'':15A ''return'':45 ''reward'':126 ''school'':60 ''star'':7A,18,109 ''studi'':40 ''ten'':85 ''than'':91,103 ''that'':68 ''the'':9A,14A,16,20,28,58,71,84,106,120 ''they'':34 ''three'':77 ''to'':38,47,52 ''tolland'':59 ''tracker'':100 ''twenti'':42 ''useless'':48 ''what'':53 ''whi'':1A ''which'':131 ''who'':11A ''with'':5A ''year'':43,86,119'),
	(9, 'The Chancellor staked her authority on Thursday on a bargain that no recent government has dared to offer the voters: higher taxes for most people who work, more borrowing than was promised, and in exchange a care system that she says will no longer “depend on luck and daughters”.
Ines Hallworth froze income-tax thresholds until 2030, two years longer than planned. She abandoned a 2p cut in fuel duty that had been in the Treasury’s arithmetic since last autumn. And she announced £3.4bn for social care in local councils, the largest sum of its kind in a decade. The independent forecaster raised its estimate of borrowing over the parliament by £11bn.
Her speech lasted 54 minutes and contained no surprise', '''11bn'':126 ''2030'':69 ''2p'':78 ''3'':97 ''4bn'':98 ''54'':130 ''a'':9A,21,48,77,112 ''abandon'':76 ''and'':5A,45,60,94,132 ''announc'':96 ''arithmet'':90 ''author'':17 ''autumn'':93 ''bargain'':22 ''been'':85 ''borrow'':7A,41,121 ''budget'':10A ''by'':125 ''care'':4A,49,101 ''chancellor'':14 ''contain'':133 ''council'':104 ''cut'':79 ''dare'':28 ''daughter'':61 ''decad'':113 ''depend'':57 ''duti'':82 ''estim'':119 ''exchang'':47 ''for'':35,99 ''forecast'':116 ''froze'':64 ''fuel'':81 ''gambl'':2A ''giveaway'':12A ''govern'':26 ''had'':84 ''hallworth'':1A,63 ''has'':27 ''her'':16,127 ''higher'':6A,33 ''in'':8A,46,80,86,102,111 ''incom'':65 ''independ'':115 ''ine'':62 ''it'':109,118 ''kind'':110 ''largest'':106 ''last'':92,129 ''local'':103 ''longer'':56,72 ''luck'':59 ''minut'':131 ''more'':40 ''most'':36 ''no'':24,55,134 ''of'':108,120 ''offer'':30 ''on'':3A,18,20,58 ''over'':122 ''parliament'':124 ''peopl'':37 ''plan'':74 ''promis'':44 ''rais'':117 ''recent'':25 ''s'':89 ''say'':53 ''she'':52,75,95 ''sinc'':91 ''social'':100 ''speech'':128 ''stake'':15 ''sum'':107 ''surpris'':135 ''system'':50 ''tax'':34,66 ''than'':42,73 ''that'':23,51,83 ''the'':13,31,87,105,114,123 ''threshold'':67 ''thursday'':19 ''to'':29 ''treasuri'':88 ''two'':70 ''until'':68 ''voter'':32 ''was'':43 ''who'':38 ''will'':54 ''without'':11A ''work'':39 ''year'':71'),
	(10, 'Climate change increased the rain that fell during Storm Petra by about a fifth, but had a much smaller effect on the wind that did most of the damage, according to a rapid analysis by climate scientists.
Petra reached the coast on 17 November. A gust of 96 mph was recorded at Cape Sorrel, 40,000 homes lost power and two ferries were cancelled. Within a day a team of 14 researchers from six universities had begun to compare the storm with thousands of simulated ones.
Their method, known as event attribution, runs climate models twice: once for the atmosphere as it is, and once for an imagined atmosphere without the greenhouse gases emitted since the nineteenth century. In the warmer', '''000'':67 ''14'':82 ''17'':54 ''40'':66 ''96'':59 ''a'':7A,24,28,43,56,77,79 ''about'':23 ''accord'':41 ''an'':118 ''analysi'':45 ''and'':71,115 ''as'':101,112 ''at'':63 ''atmospher'':111,120 ''attribut'':103 ''begun'':88 ''but'':26 ''by'':22,46 ''cancel'':75 ''cape'':64 ''centuri'':129 ''chang'':13 ''climat'':12,47,105 ''coast'':52 ''compar'':90 ''damag'':40 ''day'':78 ''did'':36 ''dure'':19 ''effect'':31 ''emit'':125 ''event'':102 ''fell'':18 ''ferri'':73 ''fifth'':8A,25 ''find'':11A ''for'':109,117 ''from'':84 ''gase'':124 ''greenhous'':123 ''gust'':57 ''had'':27,87 ''heavier'':9A ''home'':68 ''imagin'':119 ''in'':130 ''increas'':14 ''is'':114 ''it'':113 ''known'':100 ''lost'':69 ''made'':2A ''method'':99 ''model'':106 ''most'':37 ''mph'':60 ''much'':29 ''nineteenth'':128 ''novemb'':55 ''of'':38,58,81,95 ''on'':32,53 ''onc'':108,116 ''one'':97 ''petra'':4A,21,49 ''power'':70 ''rain'':6A,16 ''rapid'':44 ''reach'':50 ''record'':62 ''research'':83 ''run'':104 ''s'':5A ''scientist'':10A,48 ''simul'':96 ''sinc'':126 ''six'':85 ''smaller'':30 ''sorrel'':65 ''storm'':3A,20,92 ''team'':80 ''that'':17,35 ''the'':15,33,39,51,91,110,122,127,131 ''their'':98 ''thousand'':94 ''to'':42,89 ''twice'':107 ''two'':72 ''univers'':86 ''warm'':1A ''warmer'':132 ''was'':61 ''were'':74 ''wind'':34 ''with'':93 ''within'':76 ''without'':121'),
	(12, 'A black-and-grey weepie about herring has left Hollywood''s caped crusaders in its wake.
The Salt Year, by director Noor Castellane, scooped a whopping 11 nominations for the Aurora film awards on Friday, including best film and best actress for Hanneke Vos, who learned to gut fish for the part and says she still cannot get rid of the smell.
There was no such luck for Captain Meridian: Endgames, the £200m blockbuster that topped the box office all summer. Its A-list star Brock Calloway went home with a single nod, for visual effects, and promptly posted a photo of himself crying into a tub of ice cream.
Romcom darling Tilly Fontaine is up for best supporting actress for playing the fishwife', '''11'':7A,41 ''200m'':87 ''a'':15,39,97,105,114,120 ''about'':20 ''actress'':55,134 ''all'':94 ''and'':17,53,67,111 ''are'':13A ''as'':10A ''aurora'':8A,45 ''award'':47 ''best'':51,54,132 ''black'':16 ''blockbust'':88 ''box'':92 ''brock'':100 ''by'':34 ''calloway'':101 ''cannot'':71 ''cape'':26 ''captain'':83 ''castellan'':37 ''cream'':124 ''cri'':118 ''crusad'':27 ''darl'':126 ''director'':35 ''effect'':110 ''endgam'':85 ''favourit'':2A ''film'':46,52 ''fish'':63 ''fishi'':1A ''fishwif'':138 ''fontain'':128 ''for'':43,56,64,82,108,131,135 ''friday'':49 ''get'':72 ''grey'':18 ''gut'':62 ''hannek'':57 ''has'':22 ''herring'':21 ''himself'':117 ''hollywood'':24 ''home'':103 ''ice'':123 ''in'':28 ''includ'':50 ''into'':119 ''is'':129 ''it'':29,96 ''learn'':60 ''left'':23 ''list'':98 ''luck'':81 ''meridian'':84 ''net'':6A ''no'':79 ''nod'':9A,107 ''nomin'':42 ''noor'':36 ''of'':74,116,122 ''offic'':93 ''on'':48 ''part'':66 ''photo'':115 ''play'':136 ''post'':113 ''prompt'':112 ''rid'':73 ''romcom'':125 ''s'':25 ''salt'':4A,32 ''say'':68 ''scoop'':38 ''she'':69 ''singl'':106 ''smell'':76 ''snub'':14A ''star'':12A,99 ''still'':70 ''such'':80 ''summer'':95 ''superhero'':11A ''support'':133 ''that'':89 ''the'':3A,31,44,65,75,86,91,137 ''there'':77 ''tilli'':127 ''to'':61 ''top'':90 ''tub'':121 ''up'':130 ''visual'':109 ''vos'':58 ''wake'':30 ''was'':78 ''weepi'':19 ''went'':102 ''who'':59 ''whop'':40 ''with'':104 ''year'':5A,33'),
	(13, 'Drivers and workers were clobbered on Thursday as Chancellor Ines Hallworth scrapped a promised cut in fuel duty and kept tax bands on ice until 2030.
The 2p off a litre that motorists had been told to expect is gone. And by freezing the point at which people start to pay income tax, the government will take a bigger bite out of every pay rise for the rest of the decade. Somebody on £32,000 will be about £410 a year worse off by the end of it, the Lantern has worked out.
The big winner is social care, which gets an extra £3.4bn. Ministers say it will pay for home visits for 90,000 more pensioners. But the Treasury will still', '''000'':90,131 ''2030'':8A,41 ''2p'':43 ''3'':119 ''32'':89 ''410'':94 ''4bn'':120 ''90'':130 ''a'':28,45,73,95 ''about'':93 ''an'':117 ''and'':4A,17,34,56 ''as'':23 ''at'':61 ''axe'':3A ''band'':37 ''be'':92 ''been'':50 ''big'':110 ''bigger'':74 ''bite'':75 ''budget'':12A ''but'':134 ''by'':57,99 ''care'':114 ''chancellor'':24 ''clobber'':20 ''cut'':2A,30 ''decad'':86 ''driver'':16 ''duti'':33 ''end'':101 ''everi'':78 ''expect'':53 ''extra'':118 ''for'':14A,81,126,129 ''freez'':6A,58 ''fuel'':1A,32 ''get'':116 ''gone'':55 ''govern'':70 ''had'':49 ''hallworth'':10A,26 ''has'':106 ''home'':127 ''ice'':39 ''in'':31 ''incom'':67 ''ine'':25 ''is'':54,112 ''it'':103,123 ''kept'':35 ''lantern'':105 ''litr'':46 ''mean'':13A ''minist'':121 ''more'':132 ''motorist'':48 ''of'':77,84,102 ''off'':44,98 ''on'':21,38,88 ''out'':76,108 ''pay'':66,79,125 ''pension'':133 ''peopl'':63 ''point'':60 ''promis'':29 ''rest'':83 ''rise'':80 ''s'':11A ''say'':122 ''scrap'':27 ''social'':113 ''somebodi'':87 ''start'':64 ''still'':138 ''take'':72 ''tax'':5A,36,68 ''that'':47 ''the'':42,59,69,82,85,100,104,109,135 ''thursday'':22 ''to'':7A,52,65 ''told'':51 ''treasuri'':136 ''until'':40 ''visit'':128 ''were'':19 ''what'':9A ''which'':62,115 ''will'':71,91,124,137 ''winner'':111 ''work'':107 ''worker'':18 ''wors'':97 ''year'':96 ''you'':15A'),
	(14, 'Opposition leader Marcus Tennby was accused of ''playing politics with football'' after turning up in a Rovers scarf at Wednesday''s League Shield quarter-final, on the eve of the budget.
The MP was filmed leaping from his seat in row F when Tobi Adeyinka-Lund struck the winner in the 118th minute, and hugging a man dressed as a herring. By breakfast the clip had been watched two million times.
Government ministers were not amused. They pointed out that Mr Tennby had missed a Commons vote on rail fares that evening, and that Port Ellery happens to contain two of the most marginal seats in the country. Cabinet Office minister Clive Rundle said: ''The man could not name the Rovers left-back if', '''118th'':64 ''a'':28,68,72,97 ''accus'':18 ''adeyinka'':57 ''after'':24 ''amus'':88 ''and'':8A,66,105 ''as'':71 ''at'':5A,31 ''back'':135 ''been'':79 ''breakfast'':75 ''budget'':43 ''by'':74 ''cabinet'':121 ''clip'':77 ''clive'':124 ''common'':98 ''contain'':111 ''could'':129 ''countri'':120 ''down'':9A ''dress'':70 ''elleri'':108 ''eve'':40 ''even'':104 ''f'':54 ''fare'':102 ''film'':47 ''final'':37 ''footbal'':23 ''from'':49 ''govern'':84 ''had'':78,95 ''happen'':109 ''herring'':73 ''his'':50 ''hug'':67 ''if'':136 ''in'':27,52,62,118 ''leader'':14 ''leagu'':34 ''leap'':48 ''left'':134 ''lund'':58 ''man'':69,128 ''marcus'':15 ''margin'':116 ''million'':82 ''minist'':85,123 ''minut'':65 ''miss'':96 ''most'':115 ''mp'':45 ''mr'':93 ''name'':131 ''not'':87,130 ''of'':19,41,113 ''offic'':122 ''on'':4A,38,100 ''opposit'':13 ''out'':91 ''play'':20 ''point'':90 ''polit'':21 ''port'':107 ''quarter'':36 ''rail'':101 ''red'':12A ''roar'':2A ''rover'':3A,29,133 ''row'':53 ''rundl'':125 ''s'':33 ''said'':126 ''scarf'':30 ''seat'':51,117 ''see'':11A ''shield'':7A,35 ''street'':10A ''struck'':59 ''tennbi'':1A,16,94 ''that'':92,103,106 ''the'':6A,39,42,44,60,63,76,114,119,127,132 ''they'':89 ''time'':83 ''to'':110 ''tobi'':56 ''turn'':25 ''two'':81,112 ''up'':26 ''vote'':99 ''was'':17,46 ''watch'':80 ''wednesday'':32 ''were'':86 ''when'':55 ''winner'':61 ''with'':22'),
	(15, 'Teenage sensation Tobi Adeyinka-Lund caught the number 14 bus to the biggest match of his life. He left it on his team-mates'' shoulders.
The 19-year-old striker smashed home in the 118th minute to give Port Ellery Rovers a 2-1 win over Castlemere United after extra time and a place in the League Shield semi-finals.
A crowd of 31,204 had just about settled for penalties when sub Danny Achebe rose to nod on a long throw. Adeyinka-Lund got across his man, waited for the bounce and lashed it low past the keeper. Cue bedlam.
''I don''t remember hitting it,'' the goalscorer grinned. ''I remember my mum''s face in the stand and then about nine blokes landing on me.''
Boss Greta Solvang', '''1'':57 ''118th'':11A,48 ''14'':22 ''19'':40 ''2'':56 ''204'':78 ''31'':77 ''a'':55,66,74,93 ''about'':81,135 ''acheb'':88 ''across'':99 ''adeyinka'':17,96 ''after'':62 ''and'':65,106,133 ''bedlam'':114 ''bedtim'':7A ''biggest'':26 ''bloke'':137 ''boss'':141 ''bounc'':105 ''bus'':1A,23 ''by'':6A ''castlemer'':60 ''caught'':19 ''crowd'':75 ''cue'':113 ''danni'':87 ''don'':116 ''elleri'':53 ''extra'':63 ''face'':129 ''final'':73 ''for'':83,103 ''give'':51 ''goalscor'':122 ''got'':98 ''greta'':142 ''grin'':123 ''ground'':4A ''had'':79 ''he'':31 ''hero'':5A ''his'':29,35,100 ''hit'':119 ''home'':45 ''i'':115,124 ''in'':46,68,130 ''it'':33,108,120 ''just'':80 ''keeper'':112 ''land'':138 ''lash'':107 ''leagu'':70 ''left'':32 ''life'':30 ''long'':94 ''low'':109 ''lund'':18,97 ''man'':101 ''match'':27 ''mate'':37 ''me'':140 ''minut'':12A,49 ''mum'':127 ''my'':126 ''nine'':136 ''nod'':91 ''number'':21 ''of'':28,76 ''old'':42 ''on'':34,92,139 ''over'':59 ''past'':110 ''penalti'':84 ''place'':67 ''port'':52 ''rememb'':118,125 ''rose'':89 ''rover'':54 ''s'':10A,128 ''semi'':72 ''sensat'':15 ''settl'':82 ''shield'':71 ''shoulder'':38 ''smash'':44 ''solvang'':143 ''stand'':132 ''striker'':43 ''stunner'':13A ''sub'':86 ''t'':117 ''team'':36 ''teen'':8A ''teenag'':14 ''the'':3A,20,25,39,47,69,104,111,121,131 ''then'':134 ''throw'':95 ''time'':64 ''to'':2A,24,50,90 ''tobi'':9A,16 ''unit'':61 ''wait'':102 ''when'':85 ''win'':58 ''year'':41'),
	(21, 'Corvane Semiconductors has built its new accelerator around a simple bet: that the money in artificial intelligence is moving from training models to running them.
The Halden, announced Thursday, stacks memory on top of logic and drops the circuits that only training needs. The company claims it serves a 400-billion-parameter language model with 40 percent less energy per token than the market leader. Engineers who were given early access say the gain is real for short prompts and shrinks for long ones.
What developers will ask about is software. Corvane''s compiler takes models from the common open-source frameworks and was released on GitHub the same day, together with drivers for Linux. A cloud service with 2,000 of the chips opens', '''000'':135 ''2'':134 ''40'':70 ''400'':64 ''a'':23,63,130 ''about'':103 ''acceler'':21 ''access'':85 ''ai'':11A ''aim'':5A ''and'':50,94,117 ''announc'':42 ''around'':22 ''artifici'':30 ''ask'':102 ''at'':6A ''bet'':25 ''billion'':65 ''built'':18 ''chip'':138 ''circuit'':53 ''claim'':60 ''cloud'':131 ''common'':113 ''compani'':59 ''compil'':108 ''corvan'':1A,15,106 ''cost'':8A ''day'':124 ''develop'':100 ''driver'':127 ''drop'':51 ''earli'':84 ''energi'':73 ''engin'':80 ''for'':91,96,128 ''framework'':116 ''from'':34,111 ''gain'':88 ''github'':121 ''given'':83 ''halden'':3A,41 ''has'':17 ''in'':29 ''intellig'':31 ''is'':32,89,104 ''it'':14A,19,61 ''languag'':67 ''leader'':79 ''less'':72 ''linux'':129 ''logic'':49 ''long'':97 ''market'':78 ''memori'':45 ''model'':36,68,110 ''money'':28 ''move'':33 ''need'':57 ''new'':20 ''not'':12A ''of'':9A,48,136 ''on'':46,120 ''one'':98 ''onli'':55 ''open'':114,139 ''paramet'':66 ''per'':74 ''percent'':71 ''prompt'':93 ''real'':90 ''releas'':119 ''run'':10A,38 ''s'':2A,107 ''same'':123 ''say'':86 ''semiconductor'':16 ''serv'':62 ''servic'':132 ''short'':92 ''shrink'':95 ''simpl'':24 ''softwar'':105 ''sourc'':115 ''stack'':44 ''take'':4A,109 ''than'':76 ''that'':26,54 ''the'':7A,27,40,52,58,77,87,112,122,137 ''them'':39 ''thursday'':43 ''to'':37 ''togeth'':125 ''token'':75 ''top'':47 ''train'':13A,35,56 ''was'':118 ''were'':82 ''what'':99 ''who'':81 ''will'':101 ''with'':69,126,133'),
	(16, 'Skip breakfast. The best pies between Northfield and the river are sold in kitchens with six tables, and all of them are at their best before noon.
Begin at Ada''s in Mill Hollow, where the apple pie is made with three kinds of apples and a spoonful of cider boiled down to syrup. The crust is lard and butter, half and half, and it shatters. Ten miles south, the Corner Table bakes a sweet potato pie so light that the cook calls it a soufflé with a floor.
Drive the ridge road for the view and stop at the Amish stand by the covered bridge, cash only, for a wet-bottom shoofly. At Hank''s, ask for the sour cherry with a', '''a'':7A,60,87,98,101,123,136 ''ada'':43 ''all'':32 ''amish'':114 ''and'':21,31,59,72,75,77,110 ''appl'':50,58 ''are'':24,35 ''ask'':130 ''at'':36,42,112,127 ''bake'':86 ''befor'':12A,39 ''begin'':41 ''best'':17,38 ''between'':19 ''boil'':64 ''bottom'':125 ''breakfast'':15 ''bridg'':119 ''butter'':73 ''by'':116 ''call'':96 ''cash'':120 ''cherri'':134 ''cider'':63 ''cook'':95 ''corner'':84 ''counti'':4A ''cover'':118 ''crust'':69 ''down'':65 ''drive'':8A,103 ''floor'':102 ''for'':9A,107,122,131 ''half'':74,76 ''hank'':128 ''hollow'':47 ''in'':26,45 ''is'':52,70 ''it'':78,97 ''kind'':56 ''kitchen'':27 ''lard'':71 ''light'':92 ''made'':53 ''mile'':81 ''mill'':46 ''noon'':40 ''northfield'':20 ''of'':33,57,62 ''one'':5A ''onli'':121 ''pie'':2A,18,51,90 ''potato'':89 ''ridg'':105 ''river'':23 ''road'':106 ''s'':44,129 ''saturday'':6A ''seven'':1A ''shatter'':79 ''shoofli'':126 ''six'':29 ''skip'':14 ''so'':91 ''sold'':25 ''souffl'':99 ''sour'':133 ''south'':82 ''spoon'':61 ''stand'':115 ''stop'':111 ''sweet'':88 ''syrup'':67 ''tabl'':30,85 ''ten'':80 ''thanksgiv'':13A ''that'':93 ''the'':10A,16,22,49,68,83,94,104,108,113,117,132 ''their'':37 ''them'':34 ''three'':55 ''to'':66 ''two'':3A ''view'':109 ''week'':11A ''wet'':124 ''where'':48 ''with'':28,54,100,135'),
	(17, 'VARENNA — Negotiators for the warring republics of Kesh and Ardania agreed Friday to exchange 240 prisoners of war, the first concrete result of ceasefire talks that mediators had feared would collapse this week.
Liv Aaltonen, the United Nations envoy, said the exchange would take place at two border crossings under the eyes of international observers. The delegations then left the lakeside hotel where they have met for 11 days. Talks resume Nov. 24.
"A list of names is not a peace agreement," Aaltonen told reporters. "But last week the two sides would not sit in one room, and tonight they signed one sheet of paper."
Fighting went on along the Serrin river even as the deal was announced. Ardanian', '''11'':82 ''24'':14A,87 ''240'':6A,29 ''a'':88,94 ''aaltonen'':49,97 ''agre'':25 ''agreement'':96 ''along'':123 ''and'':2A,23,112 ''announc'':132 ''ardania'':3A,24 ''ardanian'':133 ''as'':8A,128 ''at'':60 ''border'':62 ''break'':11A ''but'':100 ''ceasefir'':9A,38 ''collaps'':45 ''concret'':35 ''cross'':63 ''day'':83 ''deal'':130 ''deleg'':71 ''envoy'':53 ''even'':127 ''exchang'':28,56 ''eye'':66 ''fear'':43 ''fight'':120 ''first'':34 ''for'':17,81 ''friday'':26 ''had'':42 ''have'':79 ''hotel'':76 ''in'':109 ''intern'':68 ''is'':92 ''kesh'':1A,22 ''lakesid'':75 ''last'':101 ''left'':73 ''list'':89 ''liv'':48 ''mediat'':41 ''met'':80 ''name'':91 ''nation'':52 ''negoti'':16 ''not'':93,107 ''nov'':13A,86 ''observ'':69 ''of'':21,31,37,67,90,118 ''on'':122 ''one'':110,116 ''paper'':119 ''peac'':95 ''place'':59 ''prison'':7A,30 ''report'':99 ''republ'':20 ''result'':36 ''resum'':85 ''river'':126 ''room'':111 ''said'':54 ''serrin'':125 ''sheet'':117 ''side'':105 ''sign'':115 ''sit'':108 ''swap'':5A ''take'':58 ''talk'':10A,39,84 ''that'':40 ''the'':18,33,50,55,65,70,74,103,124,129 ''then'':72 ''they'':78,114 ''this'':46 ''to'':4A,27 ''told'':98 ''tonight'':113 ''two'':61,104 ''under'':64 ''unit'':51 ''until'':12A ''varenna'':15 ''war'':19,32 ''was'':131 ''week'':47,102 ''went'':121 ''where'':77 ''would'':44,57,106'),
	(18, 'Corvane Semiconductors will hire 1,200 people at the factory it is building on Route 14, the company said Thursday, ending a year of rumors about how many jobs the project would bring to Northfield.
The plant will make the Halden, a chip for artificial intelligence that Corvane says needs 40 percent less power than those of its rivals. Hiring starts in February with 300 technicians, at a starting wage of $27.50 an hour, and the first wafers are due next fall.
County commissioners voted 2-1 to approve a property tax abatement worth $38 million over 12 years. The company must keep at least 1,000 workers on the payroll through 2034 or pay part of the money back.
"We have watched', '''000'':120 ''1'':4A,17,100,119 ''12'':111 ''14'':28 ''2'':99 ''200'':5A,18 ''2034'':126 ''27'':84 ''300'':77 ''38'':108 ''40'':63 ''50'':85 ''a'':34,54,80,103 ''abat'':106 ''about'':38 ''an'':86 ''and'':88 ''approv'':10A,102 ''are'':92 ''artifici'':57 ''at'':6A,20,79,117 ''back'':133 ''bring'':45 ''build'':25 ''chip'':55 ''commission'':97 ''compani'':30,114 ''corvan'':1A,13,60 ''counti'':9A,96 ''deal'':12A ''due'':93 ''end'':33 ''factori'':22 ''fall'':95 ''februari'':75 ''first'':90 ''for'':56 ''halden'':53 ''have'':135 ''hire'':3A,16,72 ''hour'':87 ''how'':39 ''in'':74 ''intellig'':58 ''is'':24 ''it'':23,70 ''job'':41 ''keep'':116 ''least'':118 ''less'':65 ''make'':51 ''mani'':40 ''million'':109 ''money'':132 ''must'':115 ''need'':62 ''next'':94 ''northfield'':7A,47 ''of'':36,69,83,130 ''on'':26,122 ''or'':127 ''over'':110 ''part'':129 ''pay'':128 ''payrol'':124 ''peopl'':19 ''percent'':64 ''plant'':8A,49 ''power'':66 ''project'':43 ''properti'':104 ''rival'':71 ''rout'':27 ''rumor'':37 ''said'':31 ''say'':61 ''semiconductor'':14 ''start'':73,81 ''tax'':11A,105 ''technician'':78 ''than'':67 ''that'':59 ''the'':21,29,42,48,52,89,113,123,131 ''those'':68 ''through'':125 ''thursday'':32 ''to'':2A,46,101 ''vote'':98 ''wafer'':91 ''wage'':82 ''watch'':136 ''we'':134 ''will'':15,50 ''with'':76 ''worker'':121 ''worth'':107 ''would'':44 ''year'':35,112'),
	(19, 'The Maple Street bridge will stay closed until Monday at 6 a.m. while a crew replaces the railing that a delivery truck took with it last week. Drivers are sent around by Third and Elm. The 12 bus stops in front of the library instead of the post office.
Workers who arrived with the barriers on Thursday heard barking from under the deck and found Biscuit, a beagle who had been missing from Walnut Street since Halloween. He was standing on a ledge beside the remains of a ham sandwich.
His owner, retired mail carrier Don Petty, had put up 200 posters and walked the creek every evening with a flashlight. "He looked at me as though I was late,"', '''12'':50 ''200'':114 ''6'':23 ''a'':24,27,33,80,95,101,123 ''and'':47,77,116 ''are'':42 ''around'':44 ''arriv'':65 ''as'':129 ''at'':22,127 ''bark'':72 ''barrier'':68 ''beagl'':9A,81 ''been'':84 ''besid'':97 ''biscuit'':7A,79 ''bridg'':3A,16 ''bus'':51 ''by'':45 ''carrier'':108 ''close'':4A,19 ''creek'':119 ''crew'':28 ''deck'':76 ''deliveri'':34 ''don'':109 ''driver'':41 ''elm'':48 ''even'':121 ''everi'':120 ''flashlight'':124 ''found'':10A,78 ''from'':73,86 ''front'':54 ''had'':83,111 ''halloween'':90 ''ham'':102 ''he'':91,125 ''heard'':71 ''his'':104 ''i'':131 ''in'':53 ''instead'':58 ''it'':12A,38 ''last'':39 ''late'':133 ''ledg'':96 ''librari'':57 ''look'':126 ''m'':25 ''mail'':107 ''mapl'':1A,14 ''me'':128 ''miss'':85 ''monday'':6A,21 ''of'':55,59,100 ''offic'':62 ''on'':69,94 ''owner'':105 ''petti'':110 ''post'':61 ''poster'':115 ''put'':112 ''rail'':31 ''remain'':99 ''replac'':29 ''retir'':106 ''sandwich'':103 ''sent'':43 ''sinc'':89 ''stand'':93 ''stay'':18 ''stop'':52 ''street'':2A,15,88 ''that'':32 ''the'':8A,13,30,49,56,60,67,75,98,118 ''third'':46 ''though'':130 ''thursday'':70 ''took'':36 ''truck'':35 ''under'':11A,74 ''until'':5A,20 ''up'':113 ''walk'':117 ''walnut'':87 ''was'':92,132 ''week'':40 ''while'':26 ''who'':64,82 ''will'':17 ''with'':37,66,122 ''worker'':63'),
	(20, 'The county health department will hold vaccine clinics on the next three weekends after doctors confirmed a third case of measles in a Northfield child, the first cluster here since 2008.
The patients, all under 10, were not vaccinated and attended the same day camp. Two are recovering at home; one was treated for pneumonia at Mercy Hospital and has been released. Nurses have traced 146 contacts, and 21 people without immunity were asked to stay home for 21 days.
"Measles is the most contagious disease we know," said Dr. Samira Holt, the county''s medical officer. "If one person has it, nine of 10 unprotected people in the room will catch it. Two doses of the vaccine prevent that in', '''10'':45,114 ''146'':75 ''2008'':40 ''21'':78,88 ''a'':26,32 ''after'':6A,23 ''all'':43 ''and'':49,68,77 ''are'':56 ''ask'':83 ''at'':58,65 ''attend'':50 ''been'':70 ''camp'':54 ''case'':9A,28 ''catch'':121 ''child'':34 ''clinic'':5A,17 ''cluster'':37 ''confirm'':25 ''contact'':76 ''contagi'':94 ''counti'':1A,11,103 ''day'':53,89 ''depart'':13 ''diseas'':95 ''doctor'':24 ''dose'':124 ''dr'':99 ''first'':36 ''for'':63,87 ''has'':69,110 ''have'':73 ''health'':12 ''here'':38 ''hold'':15 ''holt'':101 ''home'':59,86 ''hospit'':67 ''if'':107 ''immun'':81 ''in'':31,117,130 ''is'':91 ''it'':111,122 ''know'':97 ''measl'':8A,30,90 ''medic'':105 ''merci'':66 ''most'':93 ''next'':20 ''nine'':112 ''northfield'':33 ''not'':47 ''nurs'':72 ''of'':29,113,125 ''offic'':106 ''on'':18 ''one'':60,108 ''open'':2A ''patient'':42 ''peopl'':79,116 ''person'':109 ''pneumonia'':64 ''prevent'':128 ''recov'':57 ''releas'':71 ''room'':119 ''s'':104 ''said'':98 ''same'':52 ''samira'':100 ''sinc'':39 ''stay'':85 ''that'':129 ''the'':10,19,35,41,51,92,102,118,126 ''third'':7A,27 ''three'':21 ''to'':84 ''trace'':74 ''treat'':62 ''two'':55,123 ''under'':44 ''unprotect'':115 ''vaccin'':4A,16,48,127 ''was'':61 ''we'':96 ''weekend'':3A,22 ''were'':46,82 ''will'':14,120 ''without'':80'),
	(22, 'Investors sold the Union''s government bonds on Thursday after Chancellor Ines Hallworth presented an autumn budget that raises the forecast for borrowing by £11bn and leaves most of the hard choices for later years.
The yield on 10-year gilts climbed 14 basis points to 4.81 percent, the largest one-day move since March. The pound lost 0.6 percent against the dollar. Shares of banks and home builders fell, while care-home operators gained on £3.4bn of new money for social care.
Hallworth froze income-tax thresholds until 2030, a measure that brings in more revenue each year as wages rise, and dropped a planned cut of 2p in fuel duty. Economists said the two together cover about half of the new spending.
"The', '''0'':72 ''10'':51 ''11bn'':37 ''14'':55 ''2030'':105 ''2p'':124 ''3'':91 ''4'':59 ''4bn'':92 ''6'':73 ''81'':60 ''a'':106,120 ''about'':134 ''after'':22 ''against'':75 ''an'':27 ''and'':3A,38,81,118 ''as'':6A,115 ''autumn'':28 ''bank'':80 ''basi'':56 ''bond'':19 ''borrow'':12A,35 ''bring'':109 ''budget'':9A,29 ''builder'':83 ''by'':36 ''care'':86,98 ''chancellor'':23 ''choic'':44 ''climb'':54 ''cover'':133 ''cut'':122 ''day'':65 ''dollar'':77 ''drop'':119 ''duti'':127 ''each'':113 ''economist'':128 ''fell'':84 ''for'':34,45,96 ''forecast'':33 ''froze'':100 ''fuel'':126 ''gain'':89 ''gilt'':1A,53 ''govern'':18 ''half'':135 ''hallworth'':7A,25,99 ''hard'':43 ''home'':82,87 ''in'':110,125 ''incom'':101 ''ine'':24 ''investor'':13 ''largest'':63 ''later'':46 ''lean'':10A ''leav'':39 ''lost'':71 ''march'':68 ''measur'':107 ''money'':95 ''more'':111 ''most'':40 ''move'':66 ''new'':94,138 ''of'':41,79,93,123,136 ''on'':11A,20,50,90 ''one'':64 ''oper'':88 ''percent'':61,74 ''plan'':121 ''point'':57 ''pound'':4A,70 ''present'':26 ''rais'':31 ''revenu'':112 ''rise'':117 ''s'':8A,17 ''said'':129 ''share'':78 ''sinc'':67 ''slide'':2A ''slip'':5A ''social'':97 ''sold'':14 ''spend'':139 ''tax'':102 ''that'':30,108 ''the'':15,32,42,48,62,69,76,130,137,140 ''threshold'':103 ''thursday'':21 ''to'':58 ''togeth'':132 ''two'':131 ''union'':16 ''until'':104 ''wage'':116 ''while'':85 ''year'':47,52,114 ''yield'':49'),
	(23, 'A two-armed robot in a lab in Pittsburgh picks a crumpled shirt from a basket, shakes it once, lays it flat and folds it in thirds. It has never seen this shirt, this table or this basket. The software that drives it can be downloaded by anyone.
The model, called Loom, was released Wednesday by a group of five universities and trained on 1.2 million recordings of robots at work, most of them donated by companies. Like the systems that write text, it is a neural network that predicts what comes next; instead of words, it predicts movements, 50 times a second.
Researchers have tried for years to build one program that can steer many machines. Loom runs on eight', '''1'':78 ''2'':79 ''50'':114 ''a'':8A,14,19,24,28,70,100,116 ''and'':36,75 ''anyon'':61 ''arm'':16 ''at'':84 ''basket'':29,51 ''be'':58 ''brain'':4A ''build'':124 ''by'':60,69,90 ''call'':64 ''can'':57,128 ''come'':106 ''compani'':91 ''crumpl'':25 ''donat'':89 ''download'':59 ''drive'':55 ''eight'':135 ''five'':73 ''flat'':35 ''fold'':7A,37 ''for'':121 ''from'':27 ''group'':71 ''has'':11A,42 ''have'':119 ''in'':18,21,39 ''instead'':108 ''is'':99 ''it'':10A,31,34,38,41,56,98,111 ''lab'':20 ''lay'':33 ''learn'':5A ''like'':92 ''loom'':65,132 ''machin'':131 ''mani'':130 ''million'':80 ''model'':63 ''most'':86 ''movement'':113 ''network'':102 ''neural'':101 ''never'':12A,43 ''next'':107 ''of'':72,82,87,109 ''on'':77,134 ''onc'':32 ''one'':125 ''open'':1A ''or'':49 ''pick'':23 ''pittsburgh'':22 ''predict'':104,112 ''program'':126 ''record'':81 ''releas'':67 ''research'':118 ''robot'':3A,17,83 ''run'':133 ''second'':117 ''seen'':13A,44 ''shake'':30 ''shirt'':9A,26,46 ''softwar'':53 ''sourc'':2A ''steer'':129 ''system'':94 ''tabl'':48 ''text'':97 ''that'':54,95,103,127 ''the'':52,62,93 ''them'':88 ''third'':40 ''this'':45,47,50 ''time'':115 ''to'':6A,123 ''train'':76 ''tri'':120 ''two'':15 ''univers'':74 ''was'':66 ''wednesday'':68 ''what'':105 ''word'':110 ''work'':85 ''write'':96 ''year'':122'),
	(24, 'Quillon, the maker of the world''s third most popular smartphone, owes $3.1bn in back taxes because its app store was run from a subsidiary that existed mainly on paper, a federal tax court ruled Wednesday.
Judge Eleanor Pratt found that the profits which Quillon booked at a 14-person office in a low-tax country were earned by engineers and managers at home. The ruling covers the years 2019 to 2022. With interest and penalties, analysts put the bill above $4bn, or about a fifth of the company''s cash.
The company said it would appeal and that it had "followed the rules as they were written." It set aside $900m for the case last year. Its shares fell 5 percent, wiping $19bn', '''14'':64 ''19bn'':139 ''1bn'':5A,28 ''2019'':85 ''2022'':87 ''3'':4A,27 ''4bn'':97 ''5'':136 ''900m'':127 ''a'':39,46,63,68,100 ''about'':99 ''abov'':96 ''analyst'':92 ''and'':76,90,113 ''app'':11A,34 ''appeal'':112 ''as'':120 ''asid'':126 ''at'':62,78 ''back'':7A,30 ''becaus'':32 ''bill'':95 ''book'':61 ''by'':74 ''case'':130 ''cash'':106 ''compani'':104,108 ''countri'':71 ''court'':13A,49 ''cover'':82 ''earn'':73 ''eleanor'':53 ''engin'':75 ''exist'':42 ''feder'':47 ''fell'':135 ''fifth'':101 ''follow'':117 ''for'':128 ''found'':55 ''from'':38 ''had'':116 ''home'':79 ''in'':6A,29,67 ''interest'':89 ''it'':10A,33,110,115,124,133 ''judg'':52 ''last'':131 ''low'':69 ''main'':43 ''maker'':17 ''manag'':77 ''most'':23 ''must'':2A ''of'':18,102 ''offic'':66 ''on'':44 ''or'':98 ''over'':9A ''owe'':26 ''paper'':45 ''pay'':3A ''penalti'':91 ''percent'':137 ''person'':65 ''popular'':24 ''pratt'':54 ''profit'':58 ''put'':93 ''quillon'':1A,15,60 ''rule'':14A,50,81,119 ''run'':37 ''s'':21,105 ''said'':109 ''set'':125 ''share'':134 ''smartphon'':25 ''store'':12A,35 ''subsidiari'':40 ''tax'':8A,31,48,70 ''that'':41,56,114 ''the'':16,19,57,80,83,94,103,107,118,129 ''they'':121 ''third'':22 ''to'':86 ''was'':36 ''wednesday'':51 ''were'':72,122 ''which'':59 ''wipe'':138 ''with'':88 ''world'':20 ''would'':111 ''written'':123 ''year'':84,132'),
	(25, 'Adaeze Holm, whose album "Low Tide" spent 14 weeks at the top of the charts, has bought back the rights to her first four records and will release the concert film of her last tour free on Friday.
The singer, 31, announced both from the stage in Chicago on Monday night, between an encore and a cover of a gospel song that her grandmother used to sing. Fans who had queued since dawn wept, sang and held up their phones.
"Low Tide Live," directed by documentary maker Petra Soto, was shot over three nights with a choir of 60. Critics who saw it at the Lakeside film festival praised its restraint: long takes, no interviews, and a nine-minute version of', '''14'':21 ''31'':54 ''60'':112 ''a'':69,72,109,130 ''adaez'':2A,14 ''album'':17 ''an'':66 ''and'':39,68,89,129 ''announc'':55 ''at'':23,117 ''away'':13A ''back'':5A,31 ''between'':65 ''both'':56 ''bought'':30 ''buy'':4A ''by'':98 ''chart'':28 ''chicago'':61 ''choir'':110 ''concert'':43 ''cover'':70 ''critic'':113 ''dawn'':86 ''direct'':97 ''documentari'':99 ''encor'':67 ''fan'':81 ''festiv'':121 ''film'':12A,44,120 ''first'':36 ''four'':37 ''free'':49 ''friday'':51 ''from'':57 ''give'':9A ''gospel'':73 ''grandmoth'':77 ''had'':83 ''has'':29 ''held'':90 ''her'':6A,35,46,76 ''holm'':3A,15 ''in'':60 ''interview'':128 ''it'':116,123 ''lakesid'':119 ''last'':47 ''live'':96 ''long'':125 ''low'':18,94 ''maker'':100 ''minut'':132 ''monday'':63 ''night'':64,107 ''nine'':131 ''no'':127 ''of'':26,45,71,111,134 ''on'':50,62 ''over'':105 ''petra'':101 ''phone'':93 ''prais'':122 ''queu'':84 ''record'':38 ''releas'':41 ''restraint'':124 ''right'':33 ''sang'':88 ''saw'':115 ''shot'':104 ''sinc'':85 ''sing'':80 ''singer'':1A,53 ''song'':7A,74 ''soto'':102 ''spent'':20 ''stage'':59 ''take'':126 ''that'':75 ''the'':10A,24,27,32,42,52,58,118 ''their'':92 ''then'':8A ''three'':106 ''tide'':19,95 ''to'':34,79 ''top'':25 ''tour'':11A,48 ''up'':91 ''use'':78 ''version'':133 ''was'':103 ''week'':22 ''wept'':87 ''who'':82,114 ''whose'':16 ''will'':40 ''with'':108');


--
-- Data for Name: daily; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.daily VALUES
	(5, 20775, 1, 'other', 1),
	(5, 20775, 1, 'sport', 1),
	(5, 20775, 3, 'sport', 1),
	(5, 20775, 5, 'business', 1),
	(5, 20775, 5, 'entertainment', 1),
	(5, 20776, 1, 'politics', 1),
	(5, 20776, 2, 'other', 1),
	(5, 20776, 2, 'politics', 1),
	(5, 20776, 3, 'business', 1),
	(5, 20776, 3, 'politics', 1),
	(5, 20776, 4, 'other', 1),
	(5, 20776, 5, 'business', 1),
	(5, 20776, 5, 'tech', 1),
	(5, 20777, 1, 'entertainment', 1),
	(5, 20777, 2, 'business', 1),
	(5, 20777, 2, 'tech', 1),
	(5, 20777, 3, 'entertainment', 1),
	(5, 20777, 4, 'business', 1),
	(5, 20777, 4, 'other', 2),
	(5, 20777, 5, 'tech', 1),
	(5, 20778, 1, 'other', 1),
	(5, 20778, 2, 'other', 1),
	(5, 20778, 4, 'other', 1),
	(9, 20775, 1, 'sport', 1),
	(9, 20775, 1, 'world', 1),
	(9, 20775, 3, 'sport', 1),
	(9, 20775, 5, 'business', 1),
	(9, 20775, 5, 'entertainment', 1),
	(9, 20776, 1, 'politics', 1),
	(9, 20776, 2, 'politics', 1),
	(9, 20776, 2, 'science', 1),
	(9, 20776, 3, 'business', 1),
	(9, 20776, 3, 'politics', 1),
	(9, 20776, 4, 'health', 1),
	(9, 20776, 5, 'business', 1),
	(9, 20776, 5, 'tech', 1),
	(9, 20777, 1, 'entertainment', 1),
	(9, 20777, 2, 'business', 1),
	(9, 20777, 2, 'tech', 1),
	(9, 20777, 3, 'entertainment', 1),
	(9, 20777, 4, 'business', 1),
	(9, 20777, 4, 'other', 1),
	(9, 20777, 4, 'world', 1),
	(9, 20777, 5, 'tech', 1),
	(9, 20778, 1, 'other', 1),
	(9, 20778, 2, 'world', 1),
	(9, 20778, 4, 'lifestyle', 1);


--
-- Data for Name: edition; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.edition VALUES
	(1, '34c6361d101d213c8bbba5137d398d5c', 1795559783, 1, true, 2.2535999330002596);


--
-- Data for Name: entry; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.entry VALUES
	(1, 0, 1, 1, 'ok', NULL, NULL),
	(1, 1, 1, 2, 'ok', NULL, NULL),
	(1, 2, 1, 3, 'ok', NULL, NULL),
	(1, 3, 1, 4, 'ok', NULL, NULL),
	(1, 4, 1, 5, 'ok', NULL, NULL),
	(1, 5, 2, 6, 'ok', NULL, NULL),
	(1, 6, 2, 7, 'ok', NULL, NULL),
	(1, 7, 2, 8, 'ok', NULL, NULL),
	(1, 8, 2, 9, 'ok', NULL, NULL),
	(1, 9, 2, 10, 'ok', NULL, NULL),
	(1, 10, 3, 11, 'failed', 'no_text', NULL),
	(1, 11, 3, 12, 'ok', NULL, NULL),
	(1, 12, 3, 13, 'ok', NULL, NULL),
	(1, 13, 3, 14, 'ok', NULL, NULL),
	(1, 14, 3, 15, 'ok', NULL, NULL),
	(1, 15, 4, 16, 'ok', NULL, NULL),
	(1, 16, 4, 17, 'ok', NULL, NULL),
	(1, 17, 4, 18, 'ok', NULL, NULL),
	(1, 18, 4, 19, 'ok', NULL, NULL),
	(1, 19, 4, 20, 'ok', NULL, NULL),
	(1, 20, 5, 21, 'ok', NULL, NULL),
	(1, 21, 5, 22, 'ok', NULL, NULL),
	(1, 22, 5, 23, 'ok', NULL, NULL),
	(1, 23, 5, 24, 'ok', NULL, NULL),
	(1, 24, 5, 25, 'ok', NULL, NULL),
	(1, 25, 6, NULL, 'failed', 'unreachable', 'The server answered 503 Service Unavailable.');


--
-- Data for Name: model; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.model VALUES
	(1, 'current', 'd6aedb77d22ba640b5dae65c1fae3fbd4fdced5ae9ed946315a8ee6bcb327a05', 'politics,business,entertainment,sport,tech,health,science,world,lifestyle', 1795559784);


--
-- Data for Name: paper; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.paper VALUES
	(1, 'the-harbour-post', 'The Harbour Post', 'gb', 'en', 'https://the-harbour-post.example/'),
	(2, 'the-meridian-times', 'The Meridian Times', 'gb', 'en', 'https://the-meridian-times.example/'),
	(3, 'the-daily-lantern', 'The Daily Lantern', 'gb', 'en', 'https://the-daily-lantern.example/'),
	(4, 'northfield-courier', 'Northfield Courier', 'us', 'en', 'https://northfield-courier.example/'),
	(5, 'the-ledger-exchange', 'The Ledger & Exchange', 'us', 'en', 'https://the-ledger-exchange.example/'),
	(6, 'the-evening-signal', 'The Evening Signal', 'ie', 'en', 'https://the-evening-signal.example/');


--
-- Data for Name: paper_set; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: prediction; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.prediction VALUES
	(1, 1, 1795559783, true, 'lead', 'other', 'other', 'entertainment', 0.22746478209990606, 0.905511811023622, '\xd79c723dab733e3d87ec683eb49b053e28eba43d40bd173d7e619e3dd8a1123e29fc4a3e', 'Entertainment is likeliest with 23%, below the 50% at which it is shown as fact.', NULL),
	(2, 1, 1795559783, true, 'lead', 'entertainment', 'entertainment', 'entertainment', 0.982475316660279, 0.9054054054054054, '\x0319a93a5a8cde3a81837b3f1847a33aff47693bca8d243b7c75223bd3a6bf3a7dea563b', NULL, NULL),
	(3, 1, 1795559783, true, 'lead', 'politics', 'politics', 'politics', 0.6597719883617614, 0.9273743016759777, '\xd1e6283f7bb93a3e0897bb3c69920d3c5439a53ce373f13cb94ba43c860cf13c52f4de3c', NULL, NULL),
	(4, 1, 1795559783, true, 'lead', 'sport', 'sport', 'sport', 0.9986611774647396, 0.875, '\x0cb9bd38a348f338777d1f3942a87f3fd35c9b3949392839642851399a8adf3880fc6339', NULL, NULL),
	(5, 1, 1795559783, true, 'lead', 'world', 'other', 'world', 0.7457904624787043, 0.934640522875817, '\xf3e3e53be27c8c3dd8d93f3d20c17e3c2274c93cf21f5c3cd901333d20ec3e3fbd390d3d', NULL, NULL),
	(6, 1, 1795559783, true, 'lead', 'world', 'other', 'world', 0.9463447429811749, 0.8820224719101124, '\xd63bb73bb7e3193c8932da3bed5f1f3c9049a23b3b0e9d3b6bffe23ba643723f0fe0b73b', NULL, NULL),
	(7, 1, 1795559783, true, 'lead', 'tech', 'tech', 'tech', 0.9714607629730276, 0.9111111111111111, '\xa20a0d3b3edd943bf941cf3bde78f73aa7b1783f8b4d433bb627ab3b4347e93adb126f3b', NULL, NULL),
	(8, 1, 1795559783, true, 'lead', 'business', 'business', 'business', 0.5529017011592546, 0.9819277108433735, '\xbc4cb03cf78a0d3f38bdea3d39bdcd3ded30633db3c2283daff64f3dd985c13c1288213d', NULL, NULL),
	(9, 1, 1795559783, true, 'lead', 'politics', 'politics', 'politics', 0.6888632611097192, 0.967741935483871, '\x5859303f374b193e477e863cbe48f33b4a15943c0178873cd2ade13c4a9c123d935b223d', NULL, NULL),
	(10, 1, 1795559783, true, 'lead', 'science', 'other', 'science', 0.7096411155815706, 0.96875, '\x228a463c6344a23cdb11b53ce03b413dd115063d0163de3c0aab353f0940d83de0fcc13c', NULL, NULL),
	(12, 1, 1795559783, true, 'lead', 'entertainment', 'entertainment', 'entertainment', 0.9937090927008718, 0.8992805755395683, '\x5bc3a639d5701b3ab8637e3f41435b3a0bb08a3a08397f3a41ff2b3aa36ba139d8ddca3a', NULL, NULL),
	(13, 1, 1795559783, true, 'lead', 'business', 'business', 'business', 0.567787108631687, 0.9133858267716536, '\xea4d9e3e7f5a113fc923853c5756163ca284003d4e07833c55448b3ca263923c09947b3c', NULL, NULL),
	(14, 1, 1795559783, true, 'lead', 'politics', 'politics', 'politics', 0.7318544624940841, 0.936046511627907, '\xd05a3b3f76fca33c69cb083c49a0403e1c07503c8b40593b395f0f3c812d563c039f623c', NULL, NULL),
	(15, 1, 1795559783, true, 'lead', 'sport', 'sport', 'sport', 0.9517117740792359, 0.8456375838926175, '\xdf54f93a259fa13b6fdb153c62a3733ff44be23bd3f3c83b1b37853b95b4333cbac38a3b', NULL, NULL),
	(16, 1, 1795559783, true, 'lead', 'lifestyle', 'other', 'lifestyle', 0.7524708561260134, 0.8661417322834646, '\xf4513f3cf4b0ab3c11a2243d2ac35c3d3379143dfb6beb3c3aa30a3d04f9b33ceea1403f', NULL, NULL),
	(17, 1, 1795559783, true, 'lead', 'world', 'other', 'world', 0.9864722773242772, 0.9051094890510949, '\x9eff4b3b76f4c53afe9d9b3a56f6e93a8de29a3a83387f3ac1b7003b72897c3fb6a4ed3a', NULL, NULL),
	(18, 1, 1795559783, true, 'lead', 'business', 'business', 'business', 0.9035928048459686, 0.9142857142857143, '\x007a9f3cdc51673fbf22f43bc096de3b5251d53cc741cf3bdc76283c1681533cbbf9e93b', NULL, NULL),
	(19, 1, 1795559783, true, 'lead', 'other', 'other', 'world', 0.34283798593520487, 0.98, '\x7d3c263da80a373e137fb43d3dae813ded9ccd3df331273dbb60743d7688af3e0717af3d', 'World is likeliest with 34%, below the 50% at which it is shown as fact.', NULL),
	(20, 1, 1795559783, true, 'lead', 'health', 'other', 'health', 0.9915962726928345, 0.9772727272727273, '\x7be9943aa30cba39d330373a91e51a3aedb47f3a41d97d3f17be143a52104f3ba158713a', NULL, NULL),
	(21, 1, 1795559783, true, 'lead', 'tech', 'tech', 'tech', 0.973880528768817, 0.8865248226950354, '\xf9dd6f3a4e22823c1397f33aaec1023b3c50793f08c3ff3a4960bb3a842a333a2ca1b73a', NULL, NULL),
	(22, 1, 1795559783, true, 'lead', 'business', 'business', 'business', 0.9807353266510135, 0.9225352112676056, '\x2440963b78117b3fa87ae63a1644dc3aad9f2b3b7dd1123b17d4fe3a2e00dc3aa3cc343b', NULL, NULL),
	(23, 1, 1795559783, true, 'lead', 'tech', 'tech', 'tech', 0.95848483577405, 0.9923076923076923, '\x286b1e3b13b69c3bcf03f13b58e0803b435f753f90ec9d3b3e4bec3b902c113b46e00f3c', NULL, NULL),
	(24, 1, 1795559783, true, 'lead', 'business', 'business', 'business', 0.6425183475513827, 0.9558823529411765, '\xbad1a33c157c243fe4500c3c7724cc3b7c62983ed1ea103b8c89503c73ca9d3b40f6ad3b', NULL, NULL),
	(25, 1, 1795559783, true, 'lead', 'entertainment', 'entertainment', 'entertainment', 0.9994638254194609, 0.9694656488549618, '\xef5b043811107038dcdc7f3fcad1a1389f9bd6388b808d38f63b6238172f803883ffb238', NULL, NULL);


--
-- Data for Name: report; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.report VALUES
	(1, 1, 'ok', 12, 5, 0, 0, 2.1489443160003248, NULL, NULL),
	(1, 2, 'ok', 12, 5, 0, 0, 2.1415448999996443, NULL, NULL),
	(1, 3, 'partial', 12, 4, 0, 1, 2.1188040719998753, NULL, NULL),
	(1, 4, 'ok', 11, 5, 0, 0, 2.1050462819998756, NULL, NULL),
	(1, 5, 'ok', 11, 5, 0, 0, 2.104829808999966, NULL, NULL),
	(1, 6, 'failed', 0, 0, 0, 0, 0.0005527939997591602, 'unreachable', 'The server answered 503 Service Unavailable.');


--
-- Data for Name: section; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.section VALUES
	(1, 'Business'),
	(2, 'Film & TV'),
	(3, 'Food'),
	(4, 'Health'),
	(5, 'Local'),
	(6, 'Markets'),
	(7, 'News'),
	(8, 'Obituaries'),
	(9, 'Politics'),
	(10, 'Science'),
	(11, 'Sport'),
	(12, 'Technology'),
	(13, 'UK Politics'),
	(14, 'World'),
	(15, 'business'),
	(16, 'culture'),
	(17, 'markets'),
	(18, 'politics'),
	(19, 'showbiz'),
	(20, 'sport'),
	(21, 'technology');


--
-- Data for Name: version; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Name: article_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.article_id_seq', 25, true);


--
-- Name: edition_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.edition_id_seq', 1, true);


--
-- Name: model_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.model_id_seq', 1, true);


--
-- Name: paper_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.paper_id_seq', 6, true);


--
-- Name: paper_set_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.paper_set_id_seq', 1, false);


--
-- Name: section_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.section_id_seq', 21, true);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: article article_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.article
    ADD CONSTRAINT article_pkey PRIMARY KEY (id);


--
-- Name: article article_url_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.article
    ADD CONSTRAINT article_url_key UNIQUE (url);


--
-- Name: body body_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.body
    ADD CONSTRAINT body_pkey PRIMARY KEY (article_id);


--
-- Name: daily daily_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.daily
    ADD CONSTRAINT daily_pkey PRIMARY KEY (scheme, day, paper_id, topic);


--
-- Name: edition edition_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.edition
    ADD CONSTRAINT edition_pkey PRIMARY KEY (id);


--
-- Name: edition edition_uid_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.edition
    ADD CONSTRAINT edition_uid_key UNIQUE (uid);


--
-- Name: entry entry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (edition_id, "position");


--
-- Name: model model_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model
    ADD CONSTRAINT model_pkey PRIMARY KEY (id);


--
-- Name: model model_version; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model
    ADD CONSTRAINT model_version UNIQUE (name, sha256);


--
-- Name: paper paper_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.paper
    ADD CONSTRAINT paper_key_key UNIQUE (key);


--
-- Name: paper paper_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.paper
    ADD CONSTRAINT paper_pkey PRIMARY KEY (id);


--
-- Name: paper_set paper_set_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.paper_set
    ADD CONSTRAINT paper_set_name_key UNIQUE (name);


--
-- Name: paper_set paper_set_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.paper_set
    ADD CONSTRAINT paper_set_pkey PRIMARY KEY (id);


--
-- Name: prediction prediction_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.prediction
    ADD CONSTRAINT prediction_pkey PRIMARY KEY (article_id, model_id);


--
-- Name: report report_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.report
    ADD CONSTRAINT report_pkey PRIMARY KEY (edition_id, paper_id);


--
-- Name: section section_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.section
    ADD CONSTRAINT section_pkey PRIMARY KEY (id);


--
-- Name: section section_word_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.section
    ADD CONSTRAINT section_word_key UNIQUE (word);


--
-- Name: version version_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_pkey PRIMARY KEY (article_id, number);


--
-- Name: article_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX article_at ON public.article USING btree (at);


--
-- Name: article_five_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX article_five_at ON public.article USING btree (five, at);


--
-- Name: article_paper_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX article_paper_at ON public.article USING btree (paper_id, at);


--
-- Name: article_topic_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX article_topic_at ON public.article USING btree (topic, at);


--
-- Name: body_search; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX body_search ON public.body USING gin (search);


--
-- Name: entry_article; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX entry_article ON public.entry USING btree (article_id);


--
-- Name: ix_edition_read_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_edition_read_at ON public.edition USING btree (read_at);


--
-- Name: article article_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.article
    ADD CONSTRAINT article_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.model(id);


--
-- Name: article article_paper_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.article
    ADD CONSTRAINT article_paper_id_fkey FOREIGN KEY (paper_id) REFERENCES public.paper(id);


--
-- Name: article article_section_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.article
    ADD CONSTRAINT article_section_id_fkey FOREIGN KEY (section_id) REFERENCES public.section(id);


--
-- Name: body body_article_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.body
    ADD CONSTRAINT body_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.article(id);


--
-- Name: daily daily_paper_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.daily
    ADD CONSTRAINT daily_paper_id_fkey FOREIGN KEY (paper_id) REFERENCES public.paper(id);


--
-- Name: edition edition_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.edition
    ADD CONSTRAINT edition_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.model(id);


--
-- Name: entry entry_article_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.article(id);


--
-- Name: entry entry_edition_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES public.edition(id) ON DELETE CASCADE;


--
-- Name: entry entry_paper_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.entry
    ADD CONSTRAINT entry_paper_id_fkey FOREIGN KEY (paper_id) REFERENCES public.paper(id);


--
-- Name: prediction prediction_article_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.prediction
    ADD CONSTRAINT prediction_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.article(id);


--
-- Name: prediction prediction_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.prediction
    ADD CONSTRAINT prediction_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.model(id);


--
-- Name: report report_edition_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.report
    ADD CONSTRAINT report_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES public.edition(id) ON DELETE CASCADE;


--
-- Name: report report_paper_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.report
    ADD CONSTRAINT report_paper_id_fkey FOREIGN KEY (paper_id) REFERENCES public.paper(id);


--
-- Name: version version_article_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.article(id);


--
-- PostgreSQL database dump complete
--

\unrestrict 4f4w2QDG2LyBGIiUqIH5sQraw5fv57qRZhoa8xmIucY2jj2rqLB5avaph33KaaU

