"""The conversations, one file each: what is asked, what an answer changes, what is due when."""
