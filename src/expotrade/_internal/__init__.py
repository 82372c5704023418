"""Code that the rooms share: record classes, bundled tables, decimals, JSON text, files, HTML, terminal."""
