"""What the rooms share and nobody outside needs."""
