/**
 * Starts Streamlit's app: soon, when the first words are painted, or when a reader reaches for something that the app
 * does better (`[data-reach]`). Until then the page runs none of Streamlit's scripts, and opens no connection.
 */
export class AppStart {
  static INTENT = 120 // ms that a mouse must stay on something

  constructor(isStarting) {
    this.isStarting = isStarting
    this.needs = JSON.parse(document.getElementById("app-start").textContent)
    this.isStarted = false
  }

  begin() {
    if (this.needs.mode === "soon") this.startAfterPaint()
    else {
      this.waitForReach()
      this.fetchLater()
    }
  }

  waitForReach() {
    document.addEventListener("pointerover", event => this.point(event))
    document.addEventListener("focusin", event => {
      // A button that was pressed has the focus too, but no ring: its form is on its way.
      if (this.reached(event) && event.target.matches(":focus-visible")) this.startAfterPaint()
    })
    document.addEventListener("input", event => this.reached(event) && this.startAfterPaint())
  }

  /** What was pressed is seen first: the scripts keep a phone busy. */
  startAfterPaint() {
    requestAnimationFrame(() => setTimeout(() => this.start()))
  }

  reached(event) {
    return event.target.closest?.("[data-reach]")
  }

  point(event) {
    const at = event.pointerType === "mouse" && this.reached(event)
    if (at === this.pointed) return
    clearTimeout(this.resting)
    this.pointed = at
    if (at) this.resting = setTimeout(() => this.start(), AppStart.INTENT)
  }

  /** Fetch what the app needs once the page stands, after everything else; not where each byte is paid for. */
  fetchLater() {
    const { saveData, effectiveType } = navigator.connection ?? {}
    if (saveData || effectiveType?.includes("2g")) return
    const { sheets, scripts, files } = this.needs
    const waiting = [...sheets, ...scripts, ...files]
    const idle = window.requestIdleCallback ?? setTimeout
    const fetchNext = () => {
      if (this.isStarted || !waiting.length) return
      this.link("prefetch", waiting.shift()) // one at a time: sixty in one go keep a phone busy for 150 to 500 ms
      idle(fetchNext)
    }
    if (document.readyState === "complete") idle(fetchNext)
    else addEventListener("load", () => idle(fetchNext), { once: true })
  }

  start() {
    if (this.isStarted) return
    this.isStarted = true
    const { mode, sheets, scripts, files } = this.needs
    const modules = [...scripts, ...files].filter(file => file.endsWith(".js"))
    if (mode === "reach") modules.forEach(file => this.link("modulepreload", file)) // the page itself names them if soon
    sheets.forEach(file => this.link("stylesheet", file))
    for (const file of scripts) {
      const script = document.createElement("script")
      Object.assign(script, { type: "module", crossOrigin: "anonymous", async: false, src: file }) // they run in order
      document.body.append(script)
    }
    this.isStarting()
  }

  link(rel, file) {
    const link = document.createElement("link")
    Object.assign(link, { rel, crossOrigin: "anonymous", href: file })
    if (rel === "prefetch") link.fetchPriority = "low"
    document.head.append(link)
  }
}
