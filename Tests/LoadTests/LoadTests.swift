// Tests of Load.
