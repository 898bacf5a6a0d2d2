import { hooks, root, main } from "./page.js"
import { Carried } from "./carried.js"

/**
 * Builds the app unseen below the first HTML, and lets it take its place once its first screen stands still and the
 * reader's hands rest. Until the app has something to show the first HTML stays: without a connection it is the page.
 */
export class TakingOver {
  static EVERY = 40 // ms between looks
  static STILL = 3 // looks at which the height must be the same
  static LONGEST = 15000 / TakingOver.EVERY // looks; after these 15 s the app takes over as it is

  constructor(first) {
    this.first = first
    this.carried = new Carried(first)
    this.height = 0
    this.still = 0
    this.waited = 0
  }

  start() {
    root.classList.add(hooks.building)
    this.carried.begin()
    this.clock = setInterval(() => this.look(), TakingOver.EVERY)
  }

  look() {
    const page = main()
    if (!page?.querySelector(hooks.element) || page.querySelector(hooks.app_skeleton)) return
    this.waited += 1
    if (!this.standsStill(page) && this.waited < TakingOver.LONGEST) return
    if (this.carried.isBusy()) return
    if (this.carried.isToBeDone()) this.still = 0
    else this.takeOver(page)
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
    const [place, focus] = [this.carried.place(), this.carried.focus()]
    root.classList.remove(hooks.building)
    focus() // while the first HTML is still there: a phone then keeps its keyboard open
    this.first.remove()
    place(page)
  }
}
