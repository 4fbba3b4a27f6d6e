"""What the assistant does when a rule calls for it: Rasa's custom actions."""
