"""Compares a committed .po file with a freshly collected one: nothing missing, left over, fuzzy or untranslated."""

import sys
from pathlib import Path

from babel.messages.pofile import read_po


def messages(path: Path) -> dict:
    """The messages of a .po file by their identity (context and singular)."""
    with path.open("rb") as file:
        catalog = read_po(file)
    return {(m.context, m.id if isinstance(m.id, str) else m.id[0]): m for m in catalog if m.id}


def main(committed: str, collected: str) -> int:
    ours, found = messages(Path(committed)), messages(Path(collected))
    faults = {
        "not collected yet": found.keys() - ours.keys(),
        "no longer used": ours.keys() - found.keys(),
        "fuzzy": {key for key, message in ours.items() if message.fuzzy},
        "untranslated": {
            key
            for key, message in ours.items()
            if not all([message.string] if isinstance(message.string, str) else message.string)
        },
    }
    for fault, keys in faults.items():
        for context, text in sorted(keys, key=str):
            print(f"{fault}: {text!r}" + (f" (context {context!r})" if context else ""))
    if any(faults.values()):
        print(f"{committed}: mend with `make messages`, translate what it adds, and take away `#, fuzzy`.")
        return 1
    print(f"{committed}: all {len(ours)} strings translated.")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
