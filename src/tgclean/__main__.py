"""`python -m tgclean` is `tgclean`."""

from tgclean.cli import main

main()
