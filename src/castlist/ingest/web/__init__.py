"""The network: addresses, connections that are safe, and what they send."""
