"""A module that takes as many megabytes as it is told, within the bounds of somebody's file."""

from __future__ import annotations

import sys

from spreadsheets.apart import take_no_more

if __name__ == "__main__":
    take_no_more()
    taken = bytearray(int(sys.stdin.read()) * 1024 * 1024)
    sys.stdout.write(f"{len(taken)}")
