import Testing

/// Tests that hold times against times, one after another: `scripts/test` runs them with nothing beside them.
@Suite(.serialized) struct TimedTests {}
