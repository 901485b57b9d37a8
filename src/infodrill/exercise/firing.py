"""What happens when a row of the MSEL fires: a post, a boost, a private message or a task."""

from __future__ import annotations

from infodrill.exercise import events as ev
from infodrill.exercise.events import Event
from infodrill.exercise.ids import Mint
from infodrill.exercise.state import State
from infodrill.scenario.msel import Inject
from infodrill.scenario.words import RowKind


def fire_row(
    state: State, row: Inject, worlds: int, mint: Mint, *, by_hand: bool = False
) -> list[Event]:
    """The events of one row. Private rows and everything to teams exist in world A only.

    In world B there are no teams, so a row's post alone happens there. Where a row brings a truth,
    ``truth.arrived`` follows for the same worlds.
    """
    events: list[Event] = [ev.InjectFired(row.id, worlds, by_hand)]
    if row.kind in (RowKind.expected_action, RowKind.other) and row.outlet is None and not row.to:
        return events
    sender = state.index.accounts[row.sender]
    if row.to:
        if worlds & ev.ONLY_A:
            for team in row.to:
                events.append(
                    ev.TeamMessaged(
                        mint.next(),
                        team,
                        sender.id,
                        sender.name,
                        row.delivery.value if row.delivery else "phone",
                        row.title,
                        row.text,
                        "",
                        row.about,
                        row.id,
                    )
                )
                if row.task:
                    events.append(
                        ev.TaskGiven(
                            mint.next(), team, sender.id, row.text, "", None, False, row.id
                        )
                    )
    elif row.boosts is not None:
        # A row that was skipped in one world cannot be boosted there.
        there = sum(1 << world for world in (0, 1) if row.boosts in state.worlds[world].fired)
        target = state.inject_posts.get(row.boosts, "")
        if worlds & there:
            events.append(
                ev.PostBoosted(
                    target, sender.id, sender.name, worlds & there, "cast", inject=row.id
                )
            )
    elif row.outlet is not None:
        events.append(
            ev.PostPublished(
                mint.next(),
                sender.id,
                sender.name,
                row.outlet,
                row.text,
                "",
                row.about,
                row.stance,
                worlds,
                "cast",
                replies_to=state.inject_posts.get(row.replies_to) if row.replies_to else None,
                media_text=row.media_text,
                inject=row.id,
                quality=row.quality,
                advice=row.advice,
            )
        )
    for item in state.scenario.items:
        if item.truth_arrives is not None and item.truth_arrives.inject == row.id:
            events.append(ev.TruthArrived(item.id, worlds))
    return events
