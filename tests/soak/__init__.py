"""The soak: what is too long for `make test`, in turns, for as many minutes as one has."""
