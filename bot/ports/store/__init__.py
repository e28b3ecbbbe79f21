"""The store: `UnitOfWork` is one transaction, and its parts are small ports, each in the file of what it keeps."""
