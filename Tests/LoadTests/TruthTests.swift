import Testing

/// Tests that hold measured times against known ones, one after another: `scripts/truth` runs them on a machine left alone.
@Suite(.serialized) struct TruthTests {}
