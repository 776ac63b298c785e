"""A build that was refused, and why."""


class BuildRefused(Exception):
    """The site was not built; `code` and `facts` say why, the old site is as it was."""

    def __init__(self, code: str, exit_code: int, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.exit_code = exit_code
        self.facts = facts
