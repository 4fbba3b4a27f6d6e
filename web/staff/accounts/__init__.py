"""Who may work in the console: members of staff, how they prove who they are, what they may do."""
