"""The ledger of erasures, in a file or in a database of its own."""
