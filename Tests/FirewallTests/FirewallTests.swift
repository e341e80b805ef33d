// Tests of Firewall.
