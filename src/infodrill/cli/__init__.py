"""Where it starts: the command line, the only place that wires everything together."""
