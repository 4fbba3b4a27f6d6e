"""`python -m web`: the command line."""

from web.command_line import main

main()
