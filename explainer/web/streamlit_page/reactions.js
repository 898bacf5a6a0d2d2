import { hooks, root, isConnected, words } from "./page.js"

/**
 * Sees to it that no reaction is lost without a word. A press that the server does not answer is said to wait; one on a
 * connection that was lost, or on a session that a restarted server does not know, is done again if it did not count.
 */
export class Reactions {
  static ANSWERED_AFTER = 8000 // ms
  static DRAWN_AFTER = 100 // ms after a run, until the app shows what the server said

  constructor(connection) {
    this.connection = connection
    this.wish = null
    this.runs = "done" // since the connection came: "none", "first" or "done"
  }

  start() {
    root.addEventListener("click", event => this.press(event.target), { capture: true })
    const watcher = new MutationObserver(() => this.look())
    watcher.observe(root, { subtree: true, attributeFilter: [hooks.connection_state, hooks.script_state] })
  }

  press(target) {
    const option = target.closest(`${hooks.poll} [role=radio]`)
    if (!option || option.disabled) return
    const [key] = [...option.closest(hooks.poll).classList].filter(name => `.${name}`.startsWith(hooks.key))
    const isOn = option.ariaChecked === "true"
    const wish = { key, says: words(option), isOn: !isOn, isUncertain: this.runs !== "done", isRunning: !isAtRest() }
    this.wish = wish
    setTimeout(() => {
      if (this.wish !== wish || wish.isRunning) return
      wish.isUncertain = true
      this.connection.tellLost()
    }, Reactions.ANSWERED_AFTER)
  }

  look() {
    if (!isConnected()) {
      this.runs = "none"
      if (this.wish) this.wish.isUncertain = true
    } else if (!isAtRest()) {
      if (this.runs === "none") this.runs = "first"
      if (this.wish) this.wish.isRunning = true
    } else if (this.runs !== "none") {
      this.runs = "done"
      if (this.wish?.isRunning) this.judge()
    }
  }

  judge() {
    if (this.wish.isUncertain) setTimeout(wish => this.doAgain(wish), Reactions.DRAWN_AFTER, this.wish)
    this.wish = null
  }

  doAgain({ key, says, isOn }) {
    const option = [...root.querySelectorAll(`.${CSS.escape(key)} [role=radio]`)].find(each => words(each) === says)
    if (option && (option.ariaChecked === "true") !== isOn) option.click()
  }
}

function isAtRest() {
  return root.querySelector(hooks.at_rest) !== null
}
