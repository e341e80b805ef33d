// The room of Twin; see docs/architecture.md.
