// What our page does around Streamlit's app. Streamlit's names and ours come as JSON from Python (hooks.py).
export const hooks = JSON.parse(document.getElementById("page-hooks").textContent)
export const root = document.querySelector(hooks.root)
export const main = () => root.querySelector(hooks.main)
export const isConnected = () => root.querySelector(hooks.connected) !== null

/**
 * Tell Streamlit where its server is and what its host allows, before it starts. By itself it asks at the address of
 * the page first, gets a 404, and then waits for two more answers before it connects.
 */
export function nameTheServer() {
  const here = new URL("./", location.origin + location.pathname).href
  window[hooks.settings] = {
    [hooks.backend_address]: here,
    [hooks.page_address]: here,
    [hooks.host]: {
      [hooks.origins]: [location.origin],
      [hooks.external_token]: false,
      [hooks.no_error_dialogs]: true, // `Connection` says calmly what they would say
    },
  }
}

/** Whether the browser keeps cookies. Chromium's `cookieEnabled` says so even where it does not; storage is refused there. */
export function keepsCookies() {
  try {
    return navigator.cookieEnabled && window.localStorage !== null
  } catch {
    return false
  }
}

/** Reads out to screen readers how much is shown when a filter changes it: its place outlives every redrawing. */
export class Announcer {
  static PAUSE = 400 // ms without a change, before the count is read out

  constructor(place) {
    this.place = place
    this.last = ""
  }

  start() {
    const watcher = new MutationObserver(() => this.wait())
    watcher.observe(root, { childList: true, subtree: true, characterData: true })
  }

  count() {
    return root.querySelector(hooks.count)?.textContent.trim() ?? ""
  }

  wait() {
    this.last ||= this.count()
    clearTimeout(this.clock)
    this.clock = setTimeout(() => this.announce(), Announcer.PAUSE)
  }

  announce() {
    const now = this.count()
    if (now && this.last && now !== this.last) this.place.textContent = now
    this.last = now
  }
}

/**
 * Says calmly that the connection of the app is lost, or that the page is from before an update. Where it never came
 * nothing is said: the first HTML stays, and all of it works.
 */
export class Connection {
  static LOST_AFTER = 1500 // ms

  constructor(place) {
    this.place = place
    this.wasThere = false
    this.clock = 0
  }

  start() {
    const watcher = new MutationObserver(() => this.look())
    watcher.observe(root, { subtree: true, attributeFilter: [hooks.connection_state, hooks.script_state] })
    addEventListener("vite:preloadError", () => this.tellUpdated()) // a script of before the update is not there
  }

  look() {
    if (isConnected()) this.isThere()
    else if (this.wasThere) this.clock ||= setTimeout(() => this.tellLost(), Connection.LOST_AFTER)
  }

  isThere() {
    const wasLost = this.clock !== 0
    clearTimeout(this.clock)
    this.clock = 0
    this.wasThere = true
    if (this.place.textContent === this.place.dataset.lost) this.place.textContent = ""
    if (wasLost) runThePage() // a restarted server has lost the session: run the page again
    const version = getComputedStyle(document.documentElement).getPropertyValue(hooks.version)
    if (version && version !== this.place.dataset.version) this.tellUpdated()
  }

  tellLost() {
    this.place.textContent = this.place.dataset.lost
  }

  tellUpdated() {
    const { updated, again } = this.place.dataset
    if (this.place.textContent.includes(updated)) return
    const link = Object.assign(document.createElement("a"), { href: location.href, textContent: again })
    link.addEventListener("click", event => {
      event.preventDefault()
      location.reload() // following the link could show the old page once more
    })
    this.place.replaceChildren(`${updated} `, link)
  }
}

/** Streamlit runs the page of the address when it hears that the history changed. */
export function runThePage() {
  dispatchEvent(new PopStateEvent("popstate"))
}

/** The words of an element, without spaces (the app has others between cells) and the names of Streamlit's icons. */
export function words(element) {
  const text = (element.localName === "summary" && element.querySelector("p")) || element
  return text.textContent.replace(/\s+/g, "")
}

/**
 * Open a link to a page of this site, in a text, a table or a picture, inside the running app. Streamlit itself opens
 * a new tab.
 * While the connection is lost we let it do so, so that the reader keeps the open text.
 */
export function openHere(event) {
  const file = event.target.closest(hooks.saved_link)
  if (file) file.download = "" // saves it; Streamlit alone would open a new tab
  const link = event.target.closest(hooks.own_link)
  const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
  if (!root.contains(link) || event.defaultPrevented || !isPlain || !isConnected()) return
  event.preventDefault()
  const url = new URL(link.getAttribute("href"), document.baseURI) // a link in a picture has no `href` of its own
  const staysHere = url.pathname === location.pathname && hooks.stays.some((key) => url.searchParams.has(key))
  history.pushState({}, "", url)
  runThePage()
  if (!staysHere) main().scrollTop = 0 // Streamlit keeps it on the same page
}

