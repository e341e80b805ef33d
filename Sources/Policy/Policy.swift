// The room of Policy; see docs/architecture.md.
