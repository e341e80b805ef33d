// The room of Firewall; see docs/architecture.md.
