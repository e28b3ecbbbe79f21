"""Serves the local page: both members' chats and the coordinator's inbox side by side, without account or network."""
