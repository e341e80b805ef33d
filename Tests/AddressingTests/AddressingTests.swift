// Tests of Addressing.
