// The room of Conformance; see docs/architecture.md.
