"""How the schema came to be, one file a step. `storage.database.schema` runs them."""
