// Tests of Results.
