"""Bring the texts that were found into the catalogues (`make translations`).

English has none: what is shown is what stands in the code. Texts that are new stay empty in the
German one, and a test names them.
"""

import sys
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

from planner import places

# Only what the compiler needs: no dates and no addresses, which would change without a cause.
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def main(found: Path) -> None:
    with found.open("rb") as file:
        template = read_po(file)
    for path in sorted(places.TRANSLATIONS.glob("*/LC_MESSAGES/messages.po")):
        bring_in(template, path, language=path.parent.parent.name)


def bring_in(template: Catalog, path: Path, *, language: str) -> None:
    """Write the catalogue anew with exactly the texts of the template."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    catalogue.update(template, no_fuzzy_matching=True)
    with path.open("wb") as file:
        file.write(HEADER.format(language=language).encode())
        write_po(file, catalogue, sort_output=True, ignore_obsolete=True, omit_header=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
