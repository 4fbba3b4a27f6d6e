"""From the articles' questions and the flows to a trained model per language."""
