import csv
import io
import re
import zipfile

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from core.errors import InputError
from core.files.formats import SPREADSHEETS, to_bytes
from core.files.formulas import restore
from core.files.table import frame_table
from core.files.uploads import MAX_ROWS, guess_columns, read_table, split_articles

FRAME = pd.DataFrame({"Title": ["One", "Zwei, drei"], "text": ["A match.", "Línea\nnueva"], "n": ["1", "2"]})


@pytest.mark.parametrize("ending", SPREADSHEETS)
def test_what_was_taken_away_can_be_handed_in(ending):
    assert read_table(to_bytes(frame_table(FRAME), ending), "x").to_dict("list") == FRAME.to_dict("list")


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_of_many_kinds(sign, encoding):
    text = f'title{sign}text\n"café"{sign}"A game{sign} won"\n"b"{sign}"c"\n'
    frame = read_table(text.encode(encoding), "x.csv")
    assert frame.columns.tolist() == ["title", "text"]
    assert frame.iloc[0].tolist() == ["café", f"A game{sign} won"]


def test_columns_are_guessed():
    assert guess_columns(FRAME) == ("Title", "text")
    assert guess_columns(pd.DataFrame({"id": ["1"], "story": ["long words here"]})) == (None, "story")
    assert guess_columns(pd.DataFrame({"headline": ["x"]})) == (None, "headline")
    assert guess_columns(pd.DataFrame({"Cuerpo": ["x"], "Titular": ["y"], "url": ["long"]})) == ("Titular", "Cuerpo")


def test_a_table_without_names_of_columns():
    line = "The striker scored twice as Rovers won the cup final after extra time on Saturday"
    assert read_table(f"{line}\n{line}\n".encode(), "x.csv").columns.tolist() == ["Column 1"]


def test_odd_names_of_columns():
    assert read_table(b"a,a,\n1,2,3\n", "x.csv").columns.tolist() == ["a", "a (again)", "Column 3"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "holds no rows"),
        (b"\n\n", "holds no rows"),
        (b"title,text\n", "but no rows"),
        (b"\x00\x01\x02", "neither"),
        (b"PK\x03\x04 broken", "XLSX"),
        (b"text\n" + b"x\n" * (MAX_ROWS + 1), "more than 5,000 rows"),
        ((",".join("abc" for _ in range(80)) + "\n").encode() * 2, "80 columns"),
    ],
)
def test_what_cannot_be_read_is_said(content, why):
    with pytest.raises(InputError, match=why):
        read_table(content, "x.csv")


def test_a_workbook_that_would_fill_the_memory():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (201 * 1024 * 1024))
    with pytest.raises(InputError, match="unpacks to more"):
        read_table(packed.getvalue(), "bomb.xlsx")


def test_five_thousand_rows_are_read():
    assert len(read_table(b"text\n" + b"x\n" * MAX_ROWS, "x.csv")) == MAX_ROWS


def test_several_articles_in_one_text():
    assert split_articles("one\n\ntwo\n") == ["one", "two"]
    assert split_articles("one\nmore\n---\ntwo\n-----\n\n") == ["one\nmore", "two"]


@given(st.binary(max_size=300))
def test_any_file_is_read_or_refused_in_words(content):
    try:
        assert len(read_table(content, "x.csv"))
    except InputError as problem:
        assert str(problem)


SIGNS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
QUOTED = 'Der Rat sagte, "es muss, vorerst", und ging; die Fähre | der Kahn\tblieb.'
PIECES = st.sampled_from(
    [
        *SIGNS,
        '"',
        '""',
        "'",
        "\\",
        '\\"',
        "\n",
        "\r\n",
        " ",
        ", ",
        '", "',
        "sep=;",
        "=1+1",
        "-",
        "Fähre",
        "el barco",
        "1,000",
        "…",
    ]
)
TEXT = st.lists(PIECES | st.text("abéß", max_size=6), max_size=12).map("".join)


@st.composite
def frames(draw):
    """Make tables under usual or other names, no row blank."""
    names = draw(
        st.sampled_from([("title", "text"), ("Titel", "text", "Nr"), ("id", "Beitrag"), ("text",), ("Bericht",)])
    )
    cells = TEXT.filter(str.strip)
    rows = draw(st.lists(st.tuples(*[cells for _ in names]), min_size=1, max_size=6))
    return pd.DataFrame(rows, columns=list(names), dtype="object")


def written(frame, sign=",", encoding="utf-8", line_end="\r\n"):
    """Write CSV as other programs do, a quote doubled, cells quoted where they must be."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=sign, lineterminator=line_end)
    writer.writerow(frame.columns)
    writer.writerows(frame.itertuples(index=False, name=None))
    return out.getvalue().encode(encoding)


def as_read(frame):
    """Take off the apostrophes that keep a spreadsheet from running a cell."""
    return [[restore(cell) for cell in row] for row in frame.itertuples(index=False, name=None)]


@settings(max_examples=150, deadline=None)
@given(frames(), st.sampled_from(SIGNS), st.sampled_from(ENCODINGS), st.sampled_from(["\n", "\r\n"]))
@example(pd.DataFrame({"title": ["a"] * 3, "text": [QUOTED] * 3}), ",", "cp1252", "\n")
def test_csv_is_read_as_it_was_written(frame, sign, encoding, line_end):
    again = read_table(written(frame, sign, encoding, line_end), "x.csv")
    assert again.columns.tolist() == frame.columns.tolist()
    assert again.to_numpy().tolist() == as_read(frame)


@settings(max_examples=60, deadline=None)
@given(frames(), st.sampled_from(SPREADSHEETS))
def test_exports_are_read_back_equal(frame, ending):
    again = read_table(to_bytes(frame_table(frame), ending), "x")
    assert again.to_dict("list") == frame.to_dict("list")


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("where", [0, 150, 299])
def test_doubled_quotes_hold_a_cell_together_wherever_they_are(sign, where):
    frame = pd.DataFrame({"Titel": ["Fähre"] * 300, "Beitrag": ["Nur Kommas, und Worte; nicht mehr. " * 9] * 300})
    frame.loc[where, "Beitrag"] = QUOTED
    again = read_table(written(frame, sign), "x.csv")
    assert again.columns.tolist() == ["Titel", "Beitrag"]
    assert again.to_numpy().tolist() == frame.to_numpy().tolist()


@pytest.mark.parametrize(
    ("content", "columns", "first"),
    [
        ('"titre", "texte"\n"Le bac", "Il reste, dit-elle"\n', ["titre", "texte"], ["Le bac", "Il reste, dit-elle"]),
        ('title, text\nFerry, "It stays, for now"\n', ["title", "text"], ["Ferry", "It stays, for now"]),
        ("'id';'nota'\n'1';'Quedó; al fin'\n", ["id", "nota"], ["1", "Quedó; al fin"]),
        (
            'id,story\n1,"She said \\"no, never\\", and left"\n',
            ["id", "story"],
            ["1", 'She said "no, never", and left'],
        ),
        ('title\ttext\nA\t"Yes" is the word\nB\t"No"\n', ["title", "text"], ["A", '"Yes" is the word']),
        ('title,text\n"A","He said "no" today"\n"B","c"\n', ["title", "text"], ["A", 'He said "no" today']),
        ("Kopf;Wert;Beitrag\na;0,5;b\nc;0,7;d\n", ["Kopf", "Wert", "Beitrag"], ["a", "0,5", "b"]),
        (
            "title,text\nPont,Un pont, une route, un bac\nBac,x\n",
            ["title", "text"],
            ["Pont", "Un pont, une route, un bac"],
        ),
        ("title,text\nPont,Un pont,tag,x\nBac,x\n", ["title", "text", "Column 3", "Column 4"], None),
        ("Export vom 3. Mai\n\ntitel;text\nBrücke;Sie steht, noch\n", ["titel", "text"], ["Brücke", "Sie steht, noch"]),
    ],
)
def test_csv_of_many_hands(content, columns, first):
    frame = read_table(content.encode(), "x.csv")
    assert frame.columns.tolist() == columns
    assert first is None or frame.iloc[0].tolist() == first


@pytest.mark.parametrize(
    "lines",
    [
        ["Schlagzeile", "Brücke, Bahn und Straße: wer zahlt?", "Rat tagt, Bürger warten", "Kein Geld"],
        ["text", "Il ponte; la strada; il treno", "Il sindaco, ieri; oggi"],
        ["Tram stopped, at last", "Harbour closed, for a week", "Choir sings, again"],
        ["El puente cae", "Lluvia, viento y nieve en el norte", "Fin", "Gol, gol y gol", "Nada"],
        ["headline", "1,000 march in the rain", "2,500 seats sold", "3,100 stay"],
        ["headline", "Bus strike | The Bay Post", "Snow | The Bay Post"],
        ["titre", "« Non », dit le maire", '"Oui", dit sa fille, "enfin"', "Rien"],
    ],
)
def test_one_column_of_prose_is_one_column(lines):
    frame = read_table("\n".join(lines).encode(), "x.csv")
    assert frame.columns.tolist() == lines[:1]
    assert frame[lines[0]].tolist() == lines[1:]


@pytest.mark.parametrize(
    ("first", "sign"),
    [
        ("sep=;", ";"),
        ("SEP=,", ","),
        ('"sep=|"', "|"),
        ("sep=\t", "\t"),
        ("sep=^", "^"),
        ("sep=;;", ";"),
        ("sep=~", "~"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_first_line_may_declare_the_separator(first, sign, encoding):
    text = f'{first}\r\nid{sign}nota\r\n1{sign}"Lluvia, viento; ""y nieve"""\r\n'
    frame = read_table(text.encode(encoding), "x.csv")
    assert frame.to_dict("list") == {"id": ["1"], "nota": ['Lluvia, viento; "y nieve"']}


@pytest.mark.parametrize("content", ["sep,text\na,b\n", "sep=a;text\na;b\n", "sep=\na\n", "sep= \na\n"])
def test_a_column_may_be_named_sep(content):
    assert read_table(content.encode(), "x.csv").columns[0].startswith("sep")


def test_wide_characters_need_their_mark():
    text = "title;text\nFähre;Bleibt\n"
    assert read_table(text.encode("utf-16"), "x.csv").columns.tolist() == ["title", "text"]
    assert read_table("\ufeff".encode("utf-16-be") + text.encode("utf-16-be"), "x.csv").iloc[0, 0] == "Fähre"
    with pytest.raises(InputError, match="neither"):
        read_table(text.encode("utf-16-le"), "x.csv")


def workbook(*sheets, dimension=None, hidden=()):
    """Write a workbook of sheets, whose range is as given."""
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"S{number}")
        sheet.sheet_state = "hidden" if number in hidden else "visible"
        for row in rows:
            sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    if dimension is None:
        return saved.getvalue()
    changed = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name.startswith("xl/worksheets/"):
                part = re.sub(rb"<dimension[^>]*>", dimension.encode(), part)
            target.writestr(name, part)
    return changed.getvalue()


ARTICLES = [["Titel", "text"], ["Brücke", "Sie steht"], ["Hafen", "Er schläft"]]


@pytest.mark.parametrize(
    "dimension",
    [
        '<dimension ref="A1"/>',
        "",
        '<dimension ref="A1:A2"/>',
        '<dimension ref="B2:B2"/>',
        '<dimension ref="A1:XFD1048576"/>',
    ],
)
def test_all_rows_are_read_whatever_range_a_sheet_gives(dimension):
    assert read_table(workbook(ARTICLES, dimension=dimension), "x.xlsx").to_dict("list") == {
        "Titel": ["Brücke", "Hafen"],
        "text": ["Sie steht", "Er schläft"],
    }


@pytest.mark.parametrize(
    "covers",
    [
        [[]],
        [[["Export vom 3. Mai"]]],
        [[["Quelle", "Archiv"], ["Stand", "Mai"], ["Zahl", 2]]],
        [[["Nur für den Dienstgebrauch. " * 9], ["Alle Rechte liegen beim Verlag. " * 9]]],
        [[["Inhalt"], ["Artikel"]], []],
    ],
)
def test_a_cover_is_passed_over(covers):
    assert read_table(workbook(*covers, ARTICLES), "x.xlsx").columns.tolist() == ["Titel", "text"]


@pytest.mark.parametrize(
    "others",
    [
        [[["title", "text"], ["another", "sheet"], ["of", "articles"]]],
        [[["column", "description"], ["Titel", "what it says"]]],
        [[]],
    ],
)
def test_the_first_sheet_stays_where_it_holds_articles(others):
    assert read_table(workbook(ARTICLES, *others), "x.xlsx").columns.tolist() == ["Titel", "text"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("eins_x000D_\nzwei", "eins\r\nzwei"),
        ("a_x0009_b", "a\tb"),
        ("a_x005F_x000D_b", "a_x000D_b"),
        ("max_x000", "max_x000"),
        ("_x0041_", "_x0041_"),
    ],
)
def test_line_ends_in_a_cell_are_no_codes(cell, text):
    assert read_table(workbook([["text"], [cell]]), "x.xlsx").iloc[0, 0] == text


def test_notes_on_the_columns_are_no_articles():
    first = [["Kopf", "Nr"], ["Brücke", 1], ["Hafen", 2], ["Bahn", 3]]
    notes = [["Feld", "description"], ["Kopf", "was oben steht"], ["Nr", "Zähler"]]
    assert read_table(workbook(first, notes), "x.xlsx").columns.tolist() == ["Kopf", "Nr"]


@pytest.mark.parametrize(
    ("cover", "columns"),
    [
        (
            [
                ["LIESMICH"],
                ["Beiträge einer Woche, nicht zur Weitergabe an Dritte bestimmt; Auskunft im Archiv."],
                ["Ende"],
            ],
            ["titular"],
        ),
        ([["Deckblatt"], ["Erstellt am 3. Mai"]], ["Kopfzeile", "Rubrik"]),
    ],
)
def test_a_cover_gives_way_to_columns_of_any_name(cover, columns):
    rows = [columns, *[[f"Brücke {number}", "Lokales"][: len(columns)] for number in range(3)]]
    table = read_table(workbook(cover, rows), "x.xlsx")
    assert (table.columns.tolist(), len(table)) == (columns, 3)


@pytest.mark.parametrize("notes", [[["Rubrik", "Zahl"], ["Lokales", 30]], [["Feld", "description"], ["Kopf", "Zeile"]]])
def test_a_long_column_of_headlines_is_no_cover(notes):
    rows = [["Kopfzeile"], *[[f"Brücke {number}"] for number in range(30)]]
    assert read_table(workbook(rows, notes), "x.xlsx").columns.tolist() == ["Kopfzeile"]


def test_a_hidden_sheet_comes_after_the_visible_ones():
    assert (
        read_table(workbook([["title", "text"], ["old", "one"]], ARTICLES, hidden=[0]), "x.xlsx").iloc[0, 0] == "Brücke"
    )


def test_lines_above_the_names_of_columns_are_passed_over():
    rows = [["Ausfuhr vom 3. Mai"], [], ["Quelle: Archiv"], *ARTICLES]
    assert read_table(workbook(rows), "x.xlsx").columns.tolist() == ["Titel", "text"]


def test_blank_rows_hide_none_of_the_others():
    rows = [row for number in range(MAX_ROWS) for row in ([], [f"Brücke {number}"])]
    assert len(read_table(workbook([["text"], *rows]), "x.xlsx")) == MAX_ROWS
    assert len(read_table(b"title,text\n" + b" , \nx,y\n" * MAX_ROWS, "x.csv")) == MAX_ROWS
