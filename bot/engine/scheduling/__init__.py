"""When two people can meet: the search for dates, and what it reckons with."""
