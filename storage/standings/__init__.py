"""Where pairs stand, as coordinators list, count and export them."""
