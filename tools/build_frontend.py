"""Build `static/vendor/` from the installed JavaScript packages: scripts, icons and fonts.

The style sheet comes after it, from `tools/used_styles.py`.

Each file that is served gets a compressed copy beside it, which the server sends to browsers that
take it.
"""

import gzip
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
ICONS = PACKAGES / "@tabler" / "icons" / "icons" / "outline"
NAMES = ROOT / "static" / "icons.txt"
VENDOR = ROOT / "static" / "vendor"

COPIED = ("htmx.org/dist/htmx.min.js",)
# Not served: the letters of the PDF files, for names in any European script, and their licence.
FONTS = (
    "dejavu-fonts-ttf/ttf/DejaVuSans.ttf",
    "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf",
    "dejavu-fonts-ttf/LICENSE",
)
BUNDLER = PACKAGES / ".bin" / "esbuild"
PARTS = ROOT / "tools" / "echarts_parts.js"
# The maps are not served, and a browser whose tools are open would ask for them.
SOURCE_MAP = re.compile(r"\n?(?:/\*|//)# sourceMappingURL=\S+(?: ?\*/)?\s*$")
# Every icon starts with an invisible square that only keeps its size in drawing programs.
FRAME = re.compile(r'<path\s+stroke="none"\s+d="M0 0h24v24H0z"\s+fill="none"\s*/>')
DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
# The width of the strokes stays open, so that the style sheet decides it.
SYMBOL = (
    '<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
    ' stroke-linecap="round" stroke-linejoin="round">{drawing}</symbol>'
)


def icon_names(text: str) -> list[str]:
    """The names in `static/icons.txt`: one a line, `#` starts a comment."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return sorted({line for line in lines if line})


def symbol(name: str) -> str:
    """One icon as a symbol of the sprite."""
    found = DRAWING.search((ICONS / f"{name}.svg").read_text(encoding="utf-8"))
    if found is None:
        sys.exit(f"{name}.svg is not the drawing that was expected.")
    drawing = FRAME.sub("", found[1])
    return SYMBOL.format(name=name, drawing=re.sub(r"\s*\n\s*", " ", drawing).strip())


def sprite() -> str:
    """All icons in one file; stops when a name is not an icon."""
    names = icon_names(NAMES.read_text(encoding="utf-8"))
    if unknown := [name for name in names if not (ICONS / f"{name}.svg").is_file()]:
        sys.exit(f"static/icons.txt: Tabler has no icon named {', '.join(unknown)}.")
    symbols = "\n".join(symbol(name) for name in names)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def charts() -> str:
    """The parts of ECharts that the charts use, as one script that names itself `echarts`."""
    told = ("--bundle", "--minify", "--format=iife", "--global-name=echarts")
    built = subprocess.run([BUNDLER, PARTS, *told], capture_output=True, check=False, text=True)
    if built.returncode:
        sys.exit(built.stderr)
    return built.stdout


def write(folder: Path, name: str, text: str) -> None:
    """Write a file and its compressed copy, the same bytes on every machine."""
    content = text.encode()
    (folder / name).write_bytes(content)
    (folder / f"{name}.gz").write_bytes(gzip.compress(content, compresslevel=9, mtime=0))


def main() -> None:
    """Build into a new folder and put it in place of the old one at the end."""
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for path in COPIED:
        text = (PACKAGES / path).read_text(encoding="utf-8")
        write(fresh, Path(path).name, SOURCE_MAP.sub("\n", text))
    (fresh / "fonts").mkdir()
    for path in FONTS:
        shutil.copyfile(PACKAGES / path, fresh / "fonts" / Path(path).name)
    write(fresh, "icons.svg", sprite())
    write(fresh, "echarts.min.js", charts())
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


if __name__ == "__main__":
    main()
