"""`together-bot doctor` against counterparts on loopback: nothing leaves this machine, and nothing is mocked."""
