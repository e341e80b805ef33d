// The room of Report; see docs/architecture.md.
