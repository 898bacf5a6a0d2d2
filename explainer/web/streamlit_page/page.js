// What our page does around Streamlit's app. Streamlit's names and ours come as JSON from Python (hooks.py).
const hooks = JSON.parse(document.getElementById("page-hooks").textContent)
const root = document.querySelector(hooks.root)
const main = () => root.querySelector(hooks.main)
const isConnected = () => root.querySelector(hooks.connected) !== null

/**
 * Tell Streamlit where its server is and what its host allows, before it starts. By itself it asks at the address of
 * the page first, gets a 404, and then waits for two more answers before it connects.
 */
function nameTheServer() {
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

/**
 * Builds the app unseen below the first HTML, and lets it take its place once its first screen stands still.
 * Until the app has something to show the first HTML stays: without a connection it is the page.
 */
class TakingOver {
  static EVERY = 40 // ms between looks
  static STILL = 3 // looks at which the height must be the same
  static LONGEST = 15000 / TakingOver.EVERY // looks; after these 15 s the app takes over as it is

  constructor(first) {
    this.first = first
    this.height = 0
    this.still = 0
    this.waited = 0
  }

  start() {
    root.classList.add(hooks.building)
    this.clock = setInterval(() => this.look(), TakingOver.EVERY)
  }

  look() {
    const page = main()
    if (!page?.querySelector(hooks.element) || page.querySelector(hooks.app_skeleton)) return
    this.waited += 1
    if (this.standsStill(page) || this.waited >= TakingOver.LONGEST) this.takeOver(page)
  }

  standsStill(page) {
    const now = this.isDrawn(page) ? page.scrollHeight : 0
    this.still = now && now === this.height ? this.still + 1 : 0
    this.height = now
    return this.still >= TakingOver.STILL
  }

  isDrawn(page) {
    return root.querySelector(hooks.at_rest) && !page.querySelector(hooks.skeleton)
  }

  takeOver(page) {
    clearInterval(this.clock)
    const { scrollY } = window
    root.classList.remove(hooks.building)
    this.first.remove()
    page.scrollTop = scrollY
  }
}

/** Reads out to screen readers how much is shown when a filter changes it: its place outlives every redrawing. */
class Announcer {
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

/** Says calmly that the connection is lost, or never came. */
class Connection {
  static LOST_AFTER = 1500 // ms
  static LATE_AFTER = 20000 // ms

  constructor(place) {
    this.place = place
    this.wasThere = false
    this.clock = 0
  }

  start() {
    const watcher = new MutationObserver(() => this.look())
    watcher.observe(root, { subtree: true, attributeFilter: [hooks.connection_state] })
    this.look()
  }

  look() {
    if (isConnected()) this.isThere()
    else this.clock ||= setTimeout(() => this.tell(), this.wasThere ? Connection.LOST_AFTER : Connection.LATE_AFTER)
  }

  isThere() {
    clearTimeout(this.clock)
    if (this.clock && this.wasThere) runThePage() // a restarted server has lost the session: run the page again
    this.clock = 0
    this.wasThere = true
    this.place.textContent = ""
  }

  tell() {
    const { lost, late } = this.place.dataset
    this.place.textContent = this.wasThere ? lost : late
  }
}

/** Streamlit runs the page of the address when it hears that the history changed. */
function runThePage() {
  dispatchEvent(new PopStateEvent("popstate"))
}

/**
 * Open a link to a page of this site, in a text, a table or a picture, inside the running app. Streamlit itself opens
 * a new tab.
 * While the connection is lost we let it do so, so that the reader keeps the open text.
 */
function openHere(event) {
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

nameTheServer()
new TakingOver(document.querySelector(`.${hooks.first}`)).start()
new Announcer(document.querySelector(`.${hooks.announcer}`)).start()
new Connection(document.querySelector(`.${hooks.connection}`)).start()
document.addEventListener("click", openHere)
