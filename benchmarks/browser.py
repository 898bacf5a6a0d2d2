"""Emulate a phone on a network of a given speed, and measure how a page loads on it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from explainer.web.streamlit_page.hooks import HOOKS, SETTLED

PHONE: dict[str, Any] = {
    "viewport": {"width": 412, "height": 823},
    "device_scale_factor": 1.75,
    "is_mobile": True,
    "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 11; moto g power (2022)) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/136.0.0.0 Mobile Safari/537.36",
}
"""The phone that Lighthouse emulates (core/config/constants.js)."""

TIMEOUT_MS = 180_000
SOCKET = "WebSocket"
STABLE_MS = 1_500
"""How long a page must stay ready. Some pages run a second time at once, when they know the device."""


@dataclass(frozen=True)
class Network:
    """A network: round trip in ms, bits per second to and from the phone; ``None`` means not throttled."""

    name: str
    rtt_ms: float = 0
    down: float | None = None
    up: float | None = None


NETWORKS = {
    "none": Network("no throttle"),
    "fast": Network("fast 4G", 60, 9e6, 1.5e6),
    "slow": Network("slow 4G", 150, 1.6e6, 750e3),
}
"""Slow 4G: Lighthouse's ``mobileSlow4G`` (core/config/constants.js), 150 ms and 1.6 Mbit/s. Fast 4G: the preset of
Chrome's developer tools (front_end/core/sdk/NetworkManager.ts), 60 ms and 9 Mbit/s. These are
the nominal values. The developer tools and Lighthouse throttle to 0.9 times the speed and 2.75 to 3.75 times the round
trip, because throttling inside the browser leaves out the round trips that open a connection."""

WATCH = (
    """
((hooks) => {
  const seen = window.__watch = { ready: null, lcp: 0, cls: 0, changed: 0 }
  let shift = 0, first = 0, last = 0
  new PerformanceObserver(list => {
    for (const e of list.getEntries()) if (!e.hadRecentInput) {
      if (e.startTime - last > 1000 || e.startTime - first > 5000) { shift = 0; first = e.startTime }
      last = e.startTime; shift += e.value; seen.cls = Math.max(seen.cls, shift)
    }
  }).observe({ type: "layout-shift", buffered: true })
  new PerformanceObserver(list => {
    for (const e of list.getEntries()) seen.lcp = e.startTime
  }).observe({ type: "largest-contentful-paint", buffered: true })
  const all = name => [...document.querySelectorAll(name)]
  const settled = () => {
    return document.querySelector(hooks.settled) !== null
      && !document.querySelector(`${hooks.skeleton},${hooks.spinner},[data-stale="true"]`)
      && all(hooks.grid).every(grid => grid.querySelector("canvas"))
  }
  const look = () => {
    if (!settled()) seen.ready = null
    else if (seen.ready === null) seen.ready = performance.now()
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
  new MutationObserver(() => { seen.changed = performance.now() })
    .observe(document, { subtree: true, childList: true, characterData: true })
})
""".strip()
    + f"({json.dumps(HOOKS | {'settled': SETTLED})})"
)
"""A script that runs before those of the page. Ready means: connected, script finished, no placeholder or stale element
left. CLS is that of the worst session window, as web.dev/articles/cls defines it."""


@dataclass
class Load:
    """One load with an empty cache. Times are ms since navigation started; bytes include headers and WebSocket."""

    first_text: float
    largest_text: float
    ready: float
    cls: float
    bytes: int = 0
    requests: int = 0
    has_drawing: bool = False
    """Whether the page has a chart or a grid; if not, it is a text page."""


@dataclass
class Traffic:
    """Network traffic of a page: received bytes by address (all WebSocket messages under ``SOCKET``), and requests."""

    bytes: dict[str, int] = field(default_factory=dict)
    requests: int = 0

    def add(self, address: str, number: int) -> None:
        """Add received bytes."""
        self.bytes[address] = self.bytes.get(address, 0) + number


@contextmanager
def phone(running: Browser, network: Network, script: str = WATCH) -> Iterator[tuple[Page, CDPSession]]:
    """Open a tab on a phone with an empty cache and no cookies; ``script`` runs before those of the page."""
    context: BrowserContext = running.new_context(**PHONE)
    context.set_default_timeout(TIMEOUT_MS)
    page = context.new_page()
    page.add_init_script(script)
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    if network.down is not None and network.up is not None:
        speed = {"downloadThroughput": network.down / 8, "uploadThroughput": network.up / 8}
        tools.send("Network.emulateNetworkConditions", {"offline": False, "latency": network.rtt_ms, **speed})
    try:
        yield page, tools
    finally:
        context.close()


def load(running: Browser, url: str, network: Network) -> Load:
    """Load an address with an empty cache until it is ready, and measure it. Raises Playwright's ``TimeoutError``."""
    with phone(running, network) as (page, tools):
        traffic = count_traffic(tools)
        page.goto(url, wait_until="commit")
        wait_ready(page)
        page.wait_for_load_state("networkidle")
        figures = page.evaluate(
            """drawings => ({...window.__watch,
              fcp: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
              drawing: document.querySelector(drawings) !== null
            })""",
            f".picture,{HOOKS['grid']}",
        )
    times = (figures["fcp"], figures["lcp"], figures["ready"], figures["cls"])
    return Load(*times, bytes=sum(traffic.bytes.values()), requests=traffic.requests, has_drawing=figures["drawing"])


def wait_ready(page: Page) -> None:
    """Wait until the page is ready and has stayed ready for ``STABLE_MS``."""
    page.wait_for_function(
        "stable => window.__watch?.ready != null && performance.now() - window.__watch.ready > stable", arg=STABLE_MS
    )


def count_traffic(tools: CDPSession) -> Traffic:
    """Start to count the traffic of a tab; the returned object is updated as it arrives."""
    traffic = Traffic()
    addresses: dict[str, str] = {}

    def on_request(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = address = event["request"]["url"]
        traffic.requests += not address.startswith(("data:", "blob:"))

    def on_finished(event: dict[str, Any]) -> None:
        traffic.add(addresses.get(event["requestId"], ""), int(event["encodedDataLength"]))

    def on_frame(event: dict[str, Any]) -> None:
        frame = event["response"]
        size = len(frame["payloadData"])
        traffic.add(SOCKET, size if frame["opcode"] == 1 else size * 3 // 4)  # binary frames are in base64

    tools.on("Network.requestWillBeSent", on_request)
    tools.on("Network.loadingFinished", on_finished)
    tools.on("Network.webSocketFrameReceived", on_frame)
    return traffic
