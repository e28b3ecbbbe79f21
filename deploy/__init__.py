"""What installs the bot somewhere: an image, units of systemd, lock files. No part of the bot itself."""
