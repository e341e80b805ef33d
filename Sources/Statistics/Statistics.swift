// The room of Statistics; see docs/architecture.md.
