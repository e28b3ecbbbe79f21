"""A program that plays impatient people: they press at random, twice, too late and at the same instant, over whole seasons."""
