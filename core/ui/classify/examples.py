"""Articles to try, written for Broadsheet."""

from __future__ import annotations

EXAMPLES: dict[str, str] = {
    "Ferry fares": (
        "Harbour ferry firm to charge by the minute\n\nThe company that runs the cross-harbour ferries said on Tuesday "
        "that it would drop single fares next spring and charge passengers for the time they spend on board. Shares in "
        "the operator fell 4% after the announcement, which analysts linked to higher fuel prices and to a loan of 60 "
        "million that falls due in June. The firm's chief executive told investors that the new fares would bring in a "
        "fifth more revenue on busy days, and that no jobs would be cut. A consumer group called it a price rise by "
        "another name and asked the competition regulator to look into it."
    ),
    "Cup final": (
        "Late header wins the cup for Rovers\n\nRovers won the cup final after extra time. The striker scored twice, "
        "the goalkeeper saved a penalty and the manager praised his team's defence. The club's fans sang through the "
        "second half of the match, and the captain, who had been injured since August, came on for the last ten "
        "minutes."
    ),
    "Folding phone": (
        "Phone with two hinges opens into a tablet\n\nThe device maker showed a smartphone that folds twice and runs "
        "artificial intelligence on a chip of its own. Developers can download the software today. The battery lasts "
        "a day, the company says, and an app keeps the screen's crease out of photographs."
    ),
    "Measles clinics": (
        "Weekend clinics open as measles doubles\n\nDoctors opened walk-in vaccination clinics in twelve towns after "
        "measles cases doubled in a month. Health officials asked parents to check their children's records. Two "
        "patients are in hospital, and nurses say that most cases are among the unvaccinated."
    ),
    "Hard to classify": (
        "Village choir sings to cows\n\nEvery Thursday the choir of a village on the hill practises in a barn. The "
        "cows, their farmer says, come closer for the altos. He has built a bench for those who want to listen."
    ),
}
WORKED = "Cup final"
"""The example that the page shows already classified until a visitor hands in a text."""
