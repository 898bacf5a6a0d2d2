import { hooks, root, isConnected, runThePage } from "./page.js"

/**
 * Asks anew how the votes stand, where the page has a poll: other readers, or this one in another tab, may have voted.
 * When the tab is looked at again, when it wakes from sleep, and once a minute while a poll is in the window.
 */
export class FreshVotes {
  static EVERY = 60000 // ms
  static TICK = 5000 // ms
  static APART = 1000 // ms: waking comes as several events

  start() {
    this.asked = this.ticked = Date.now()
    for (const type of ["visibilitychange", "resume"]) document.addEventListener(type, () => this.wake())
    addEventListener("pageshow", event => event.persisted && this.wake())
    setInterval(() => this.tick(), FreshVotes.TICK)
  }

  tick() {
    const slept = Date.now() - this.ticked > 2 * FreshVotes.TICK
    this.ticked = Date.now()
    if (slept) this.wake()
    else if (Date.now() - this.asked >= FreshVotes.EVERY && this.polls().some(isInWindow)) this.wake()
  }

  polls() {
    return [...root.querySelectorAll(hooks.poll)]
  }

  wake() {
    if (document.hidden || !isConnected() || !this.polls().length) return
    if (Date.now() - this.asked < FreshVotes.APART) return
    this.asked = Date.now()
    runThePage()
  }
}

function isInWindow(element) {
  const { top, bottom, height } = element.getBoundingClientRect()
  return height > 0 && bottom > 0 && top < innerHeight
}
