"""Infodrill: a flight simulator for information emergencies.

Teams rehearse a rumour, hoax, scam or impersonation crisis on a closed, simulated internet with a
living audience, and leave with an after-action report. One equation holds everywhere:

    exercise = scenario + roster + seed + log

Feeds, boards, measures, replays and reports are functions of the log. The packages inside import
one way only (scenario, audience, exercise, conduct and views, evaluation, report and store, cli);
`CONTRIBUTING.md` says where a new file goes.
"""

__version__ = "0.1.0"
