"""The response path at the desk: each step with what makes it fail beside what makes it work."""

from __future__ import annotations

from tests.exercise.desk import FOUR_TAPS, FULL_FORM, Desk, whole_desk


def test_from_we_saw_this_to_closed() -> None:
    desk = Desk()
    post = desk.post_about(desk.claim())
    desk.make("city.monitor", "report_post", post=post, note="it spreads")
    assert desk.refused("city.monitor", "report_post", post=post) == "already"
    incident = desk.decided()
    draft = desk.draft(incident)
    assert desk.refused("city.spokesperson", "publish_message", draft=draft) == "needs_approval"
    assert desk.refused("city.approver", "approve_draft", draft=draft) == "not_submitted"
    desk.make("city.writer", "submit_draft", draft=draft)
    assert desk.refused("city.writer", "approve_draft", draft=draft) == "wrong_function"
    desk.make("city.approver", "approve_draft", draft=draft)
    assert desk.refused("city.writer", "publish_message", draft=draft) == "wrong_function"
    desk.make("city.spokesperson", "publish_message", draft=draft)
    message = next(iter(desk.state.messages.values()))
    assert message.fact.quality > 100
    shown = desk.state.posts[message.fact.post]
    assert shown.account == "city-desk"
    assert shown.text == "The dam stands.\nIt was a shadow."
    desk.make("city.lead", "close_incident", incident=incident, outcome="settled")
    assert desk.refused("city.lead", "close_incident", incident=incident, outcome="x") == "closed"


def test_a_verdict_cites_only_evidence_that_was_received() -> None:
    desk = Desk()
    incident = desk.incident()
    give = {"incident": incident, "verdict": "false", "confidence": "high"}
    guess = {**give, "evidence": ["made-up"]}
    assert desk.refused("city.verifier", "give_verdict", **guess) == "unknown_evidence"
    desk.make("city.verifier", "give_verdict", **give)


def test_a_request_that_fits_nothing_is_answered_too() -> None:
    desk = Desk()
    incident = desk.incident()
    desk.make("city.verifier", "request_verification", incident=incident, method="open_source")
    request = next(iter(desk.state.requests.values()))
    desk.wait(4)
    assert not request.answered
    desk.wait(2)
    assert request.answered
    assert desk.state.incidents[incident].evidence == []


def test_the_rights_gate_opens_only_to_a_complete_form_and_a_verdict() -> None:
    desk = Desk()
    incident = desk.incident()
    act = {"incident": incident, "direction": "against", "rung": 5, "rationale": "harm"}
    assert desk.refused("city.lead", "decide", **act, form=FOUR_TAPS) == "needs_verdict"
    incident = desk.verified()
    act["incident"] = incident
    assert desk.refused("city.lead", "decide", **act) == "rights_form"
    for tap in FOUR_TAPS:
        partly = {name: value for name, value in FOUR_TAPS.items() if name != tap}
        assert desk.refused("city.lead", "decide", **act, form=partly) == "rights_form"
    no = {**FOUR_TAPS, "not_protected": False}
    assert desk.refused("city.lead", "decide", **act, form=no) == "rights_form"
    assert desk.refused("city.monitor", "decide", **act, form=FOUR_TAPS) == "wrong_function"
    desk.make("city.lead", "decide", **act, form=FOUR_TAPS)


def test_a_notice_needs_the_full_form_and_a_second_person() -> None:
    desk = Desk()
    incident = desk.verified()
    post = desk.post_about(desk.claim())
    act = {"incident": incident, "direction": "against", "rung": 7, "rationale": "harm"}
    assert desk.refused("city.lead", "decide", **act, form=FOUR_TAPS) == "rights_form"
    desk.make("city.lead", "decide", **act, form=FULL_FORM)
    notice = {
        "incident": incident, "post": post, "rule": "impersonation", "reason": "a fake desk",
        "evidence": desk.state.incidents[incident].evidence,
    }  # fmt: skip
    assert desk.refused("city.lead", "send_notice", **notice) == "needs_agreement"
    assert desk.refused("city.lead", "agree_decision", incident=incident) == "same_person"
    desk.make("city.approver", "agree_decision", incident=incident)
    made = desk.make("city.lead", "send_notice", **notice)
    desk.wait(11)
    assert desk.state.notices[made].upheld is False, "no impersonator posted it"


def test_a_notice_needs_the_asking_not_the_answer() -> None:
    """Protected speech has no evidence cards: wanting some would tell what is protected."""
    desk = Desk()
    criticism = next(item.id for item in desk.scenario.items if not item.is_claim)
    post = desk.post_about(criticism)
    incident = desk.make("city.lead", "open_incident", title="Unfair", posts=[post])
    desk.make(
        "city.verifier", "give_verdict", incident=incident, verdict="false", confidence="high"
    )
    desk.make(
        "city.lead", "decide", incident=incident, direction="against", rung=7, rationale="x",
        form=FULL_FORM,
    )  # fmt: skip
    desk.make("city.approver", "agree_decision", incident=incident)
    notice = {"incident": incident, "post": post, "rule": "threats", "reason": "it hurts us"}
    assert desk.refused("city.lead", "send_notice", **notice) == "needs_verification"
    desk.make("city.verifier", "request_verification", incident=incident, method="record")
    desk.wait(6)
    made = desk.make("city.lead", "send_notice", **notice)
    desk.wait(11)
    assert desk.state.notices[made].upheld is False, "the platform leaves protected speech alone"


def test_rung_eight_needs_another_unit() -> None:
    desk = whole_desk(minutes=12)
    teams = [team.id for team in desk.scenario.header.teams]
    incident = desk.verified()
    desk.make(
        "city.lead", "decide", incident=incident, direction="against", rung=8,
        rationale="a threat to life", form=FULL_FORM,
    )  # fmt: skip
    assert desk.refused("city.approver", "agree_decision", incident=incident) == "other_unit"
    referral = {"incident": incident, "ground": "threat_to_life", "facts": "a claim that ..."}
    assert desk.refused("city.lead", "send_referral", **referral) == "needs_agreement"
    other = next(team for team in teams if team != "city")
    desk.make(f"{other}.lead", "agree_decision", incident=incident)
    wrong = {**referral, "ground": "insult"}
    assert desk.refused("city.lead", "send_referral", **wrong) == "referral_ground"
    desk.make("city.lead", "send_referral", **referral)


def test_a_stale_command_is_told_what_changed() -> None:
    desk = Desk()
    incident = desk.incident()
    seen = desk.state.incidents[incident].version
    desk.make("city.verifier", "request_verification", incident=incident, method="record")
    triage = {"incident": incident, "harm": 2, "spread": 3}
    stale = desk.ask("city.lead", "triage_incident", seen, **triage).refused
    assert stale is not None
    assert stale.code == "stale"
    assert stale.facts["what"] == "verification.requested.v1 (city.verifier)"
    now = desk.state.incidents[incident].version
    assert desk.ask("city.lead", "triage_incident", now, **triage).refused is None


def test_protecting_people_does_not_wait_for_a_decision() -> None:
    desk = Desk()
    incident = desk.incident()
    early = desk.draft(incident, type="correction", evidence=[], alternative_evidence=[])
    advice = desk.draft(
        incident, type="protective_advice", parts={"advice": "Stay off the valley road."},
        evidence=[], alternative_evidence=[],
    )  # fmt: skip
    for draft in (early, advice):
        desk.make("city.writer", "submit_draft", draft=draft)
        desk.make("city.approver", "approve_draft", draft=draft)
    assert desk.refused("city.spokesperson", "publish_message", draft=early) == "needs_decision"
    desk.make("city.spokesperson", "publish_message", draft=advice)


def test_a_message_is_withdrawn_openly_and_by_its_own_team_only() -> None:
    desk = whole_desk(minutes=12)
    incident = desk.decided()
    draft = desk.draft(incident)
    desk.make("city.writer", "submit_draft", draft=draft)
    desk.make("city.approver", "approve_draft", draft=draft)
    desk.make("city.spokesperson", "publish_message", draft=draft)
    message = next(iter(desk.state.messages))
    other = next(team.id for team in desk.scenario.header.teams if team.id != "city")
    take_back = {"message": message, "reason": "the figure was wrong"}
    assert desk.refused(f"{other}.lead", "withdraw_message", **take_back) == "not_own"
    desk.make("city.lead", "withdraw_message", **take_back)
    post = desk.state.posts[desk.state.messages[message].fact.post]
    assert post.withdrawn
    assert post.text.startswith("The dam stands."), "it stays readable"
    assert desk.refused("city.lead", "withdraw_message", **take_back) == "already"


def test_a_process_is_walked_from_where_it_stands() -> None:
    desk = Desk()
    incident = desk.incident()
    walk = {"incident": incident, "tree": "handling"}
    assert desk.refused("city.lead", "walk_process", **walk, node="verified", choice="no") == (
        "off_process"
    )
    assert desk.refused(
        "city.lead", "walk_process", **walk, node="emergency", choice="perhaps"
    ) == ("unknown_choice")
    desk.make("city.lead", "walk_process", **walk, node="emergency", choice="no")
    desk.make("city.lead", "walk_process", **walk, node="claim", choice="yes")
    assert desk.refused("city.lead", "walk_process", **walk, node="verified", choice="no") == (
        "node_requires"
    )
    desk.make("city.lead", "walk_process", **walk, node="emergency", choice="no")


def test_a_forecast_is_locked_before_the_verdict() -> None:
    desk = Desk()
    incident = desk.incident()
    guess = {"incident": incident, "question": "false"}
    assert desk.refused("city.lead", "give_forecast", **guess, percent=101) == "out_of_range"
    desk.make("city.lead", "give_forecast", **guess, percent=80)
    desk.make(
        "city.verifier", "give_verdict", incident=incident, verdict="unverified", confidence="low"
    )
    assert desk.refused("city.lead", "give_forecast", **guess, percent=10) == "verdict_first"


def test_a_partner_carries_a_message_that_shows_evidence() -> None:
    desk = Desk()
    incident = desk.decided(rung=6)
    bare = desk.draft(incident, evidence=[], alternative_evidence=[])
    shown = desk.draft(incident)
    messages = []
    for draft in (bare, shown):
        desk.make("city.writer", "submit_draft", draft=draft)
        desk.make("city.approver", "approve_draft", draft=draft)
        desk.make("city.spokesperson", "publish_message", draft=draft)
        messages.append(list(desk.state.messages)[-1])
    ask = {"incident": incident, "messenger": "ferry"}
    assert desk.refused("city.liaison", "ask_messenger", **{**ask, "messenger": "hana"},
                        message=messages[0]) == "not_messenger"  # fmt: skip
    refused = desk.make("city.liaison", "ask_messenger", **ask, message=messages[0])
    accepted = desk.make("city.liaison", "ask_messenger", **ask, message=messages[1])
    desk.wait(6)
    assert desk.state.messengers[refused].accepted is False
    assert desk.state.messengers[accepted].accepted is True
    carried = [post for post in desk.state.posts.values() if post.account == "ferry"]
    assert len(carried) == 1
    assert carried[0].replies_to == desk.state.messages[messages[1]].fact.post
