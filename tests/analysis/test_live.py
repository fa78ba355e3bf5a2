from core.analysis.live import agreement, by_section


def test_agreement_has_an_interval_and_leaves_out_what_has_no_section():
    rows = agreement([("The Bay", 8, 10), ("Hill", 0, 0)])
    assert rows["name"].tolist() == ["The Bay"]
    assert rows.loc[0, ["share", "n"]].tolist() == [0.8, 10]
    assert 0.4 < rows.loc[0, "low"] < 0.8 < rows.loc[0, "high"] < 1
    assert by_section([("sport", "sport", 3), ("sport", "tech", 1), ("", "sport", 9), ("tech", "tech", 2)]) == [
        ("sport", 3, 4),
        ("tech", 2, 2),
    ]
