// The room of Linux; see docs/architecture.md.
