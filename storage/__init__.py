"""Where everything is kept: the tables, the store, the queue of due work, and the migrations. SQLite or PostgreSQL."""
