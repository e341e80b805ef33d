// Tests of Twin.
