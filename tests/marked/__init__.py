"""A season in which everything that people can write is marked, and where its marks are looked for afterwards."""
