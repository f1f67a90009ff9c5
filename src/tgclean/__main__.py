"""`python -m tgclean` is `tgclean`."""

import signal
from typing import NoReturn


def main() -> NoReturn:
    """Runs the program.  Until it is loaded there is nothing to clean up, so an interrupt just ends it."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from tgclean import cli

    cli.main()


if __name__ == "__main__":
    main()
