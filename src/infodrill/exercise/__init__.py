"""What happens: commands, events, state and clock rules. Pure: no IO, no wall clock."""
