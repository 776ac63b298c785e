"""Where `plan-portal` starts: a build that has nothing to do is over before the other commands are imported."""

import sys


def main() -> None:
    """Run the command that is asked for."""
    if sys.argv[1:2] == ["build"]:
        from generator.publishing.building import build

        build(sys.argv[2:], prog_name="plan-portal build")
    from generator.publishing.cli import main as every_command

    every_command()
