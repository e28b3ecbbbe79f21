"""What a pair does with each activity, as data, and how any edge goes through it."""
