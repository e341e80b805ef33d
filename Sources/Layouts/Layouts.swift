// The room of Layouts; see docs/architecture.md.
