"""Front pages: what the papers write about, read now or of late."""

from core.ui import archives, frame, scheme, state
from core.ui.front import opening, paper_bar


def page() -> None:
    """Draw the home page, from top to bottom."""
    opening.open_page()
    edition = paper_bar.edition(paper_bar.show())
    if edition is None:
        return
    # Imported here: what draws an edition takes seconds to load, and the first page shows without it.
    from core.ui.front import chart_clicks, front_page, mix_view, read_report

    chart_clicks.mark_page_drawn()
    topics = scheme.current()
    rows = state.articles(edition, topics)
    mix = state.mix(edition, topics)
    front_page.sentence(mix)
    read_report.summary(edition)
    mix_view.mix_charts(edition, mix, topics)
    front_page.articles(edition, state.stories(edition, topics))
    archives.warn_unless_saved(edition)
    read_report.read_report(edition, rows)


frame.guarded(page)
