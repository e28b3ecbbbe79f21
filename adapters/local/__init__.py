"""The local page: both members' chats and the coordinator's inbox side by side, with no account and no network."""
