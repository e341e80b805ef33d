// The room of History; see docs/architecture.md.
