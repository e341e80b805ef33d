// The room of Curl; see docs/architecture.md.
