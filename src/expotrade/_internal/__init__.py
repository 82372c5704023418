"""What the rooms share and nobody outside needs: record classes, bundled tables, decimals, JSON text, files, HTML."""
