"""The proof that nothing was lost: a ledger is recorded beside a run, verified, and undone to the input's bytes."""

from tgclean.proof.book import MismatchError
from tgclean.proof.recorder import Recorder
from tgclean.proof.restore import restore
from tgclean.proof.verify import Verified, verify

__all__ = ["MismatchError", "Recorder", "Verified", "restore", "verify"]
