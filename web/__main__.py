"""`python -m web`: the command line."""

from web.app.cli import main

main()
