"""A programme of 300 pairs over three months, and its coordinators, each on a platform of their own."""
