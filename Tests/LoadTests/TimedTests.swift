import Testing

/// Tests that take the machine for themselves, one after another: `scripts/test` runs them with nothing beside them.
@Suite(.serialized) struct TimedTests {}
