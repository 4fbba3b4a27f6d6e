"""The texts: what there is, an edition on its way, its editor, its preview."""
