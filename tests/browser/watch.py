"""A watch on a browser: what it asked of other hosts, stored, complained of and refused.

It listens and never intercepts: Playwright's routes pass every request through Python, and turn the cache off.
"""

from dataclasses import dataclass, field

REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (v) =>
  window.reportViolation(`${v.violatedDirective} ${v.blockedURI} ${v.sourceFile}:${v.lineNumber} ${v.sample}`)
);
"""
STORED = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie,
  ...(await indexedDB.databases()).map((database) => database.name), ...(await caches.keys()),
].filter(Boolean)"""


@dataclass
class Watch:
    """What a browser context has done since the watch began. Chromium itself finds no other host (conftest.py)."""

    context: object
    address: str
    requests_elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.context.expose_binding("reportViolation", self._note_violation)
        self.context.add_init_script(REPORT_VIOLATIONS)
        self.context.on("requestfinished", self._note_request)
        self.context.on("requestfailed", self._note_request)
        self.context.on("console", self._note_console)
        self.context.on("weberror", lambda error: self.complaints.append(f"{error.page.url}: {error.error}"))

    def _note_request(self, request):
        at_home = request.url.startswith((f"{self.address}/", "data:", "blob:", "about:"))
        if not at_home and request.failure != "csp":  # what the policy stopped was not asked
            self.requests_elsewhere.append(request.url)

    def _note_violation(self, source, violation):
        self.violations.append(f"{source['page'].url}: {violation}")

    def _note_console(self, message):
        lost = message.location["url"] == message.page.url  # the page itself is a 404, as a test may want it
        if message.type in ("error", "warning") and not lost:
            self.complaints.append(f"{message.page.url}: {message.text} ({message.location['url']})")

    def found(self) -> dict[str, list[str]]:
        """Everything that should not have been; empty when all is well."""
        found = {
            "requests to other hosts": self.requests_elsewhere,
            "console": self.complaints,
            "CSP violations": self.violations,
        }
        return {name: list(dict.fromkeys(what)) for name, what in found.items() if what}

    def stored(self, page) -> list[str]:
        """What lies in the visitor's browser."""
        return [cookie["name"] for cookie in self.context.cookies()] + page.evaluate(STORED)
