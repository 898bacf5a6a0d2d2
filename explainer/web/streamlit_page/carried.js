import { hooks, root, runThePage, words } from "./page.js"

/** What the reader did in the first HTML and must find again in the app: words, folds, the place, the focus. */
export class Carried {
  static REST = 400 // ms after a press or a movement of the page
  static THINKING = 1500 // ms after a key or a choice: another may follow
  static LEAVING = 5000 // ms in which a form that was sent, or a link, opens its page
  static PLACES = "h1, h2, h3, summary, p, li, tr, pre"

  constructor(first) {
    this.first = first
    this.touched = new Set()
    this.busyUntil = 0
    this.isPressed = false
    this.isComposing = false
    this.watch()
  }

  /** From now on the app is built for the address of the page. */
  begin() {
    this.shown = location.href
  }

  watch() {
    const rest = () => this.wait(Carried.REST)
    for (const type of ["input", "keydown", "change"]) {
      this.first.addEventListener(type, () => this.wait(Carried.THINKING))
    }
    addEventListener("scroll", rest, { passive: true })
    this.first.addEventListener("toggle", event => this.touched.add(event.target), { capture: true })
    this.first.addEventListener("submit", () => this.wait(Carried.LEAVING))
    this.first.addEventListener("click", event => event.target.closest("a") && this.wait(Carried.LEAVING))
    this.first.addEventListener("pointerdown", () => (this.isPressed = true))
    for (const type of ["pointerup", "pointercancel"]) {
      addEventListener(type, () => {
        this.isPressed = false
        rest() // the click comes after it
      })
    }
    this.first.addEventListener("compositionstart", () => (this.isComposing = true))
    this.first.addEventListener("compositionend", () => (this.isComposing = false))
    this.first.addEventListener("focusin", event => (this.unchanged = event.target))
    this.first.addEventListener("change", () => (this.unchanged = null))
  }

  wait(ms) {
    this.busyUntil = Math.max(this.busyUntil, performance.now() + ms)
  }

  /** Whether the reader is in the middle of something: a press, a word, a list that is open, a text being marked. */
  isBusy() {
    const at = document.activeElement
    const hasOpenList = at === this.unchanged && at?.matches("select")
    const marked = getSelection()
    const isMarking = !marked.isCollapsed && this.first.contains(marked.anchorNode)
    return this.isPressed || this.isComposing || hasOpenList || isMarking || performance.now() < this.busyUntil
  }

  /** Bring words and folds into the app; whether something was done, so that it draws again. */
  isToBeDone() {
    return this.areWordsBrought() || this.areFoldsBrought()
  }

  areWordsBrought() {
    const asked = this.asked()
    if (asked === this.shown) return false
    this.shown = asked
    history.replaceState(history.state, "", asked)
    runThePage()
    return true
  }

  /** The address that the forms ask for as they are filled in now, as if they were sent. */
  asked() {
    const url = new URL(this.shown)
    const changed = [...this.first.querySelectorAll("form[method=get]")].filter(form => [...form.elements].some(isChanged))
    for (const [number, form] of changed.entries()) {
      if (number === 0) url.search = "" // a form knows what it keeps of the address
      const own = [...form.elements].filter(each => each.name && (number === 0 || each.type !== "hidden"))
      const names = new Set(own.map(each => each.name))
      for (const name of names) url.searchParams.delete(name)
      for (const [name, value] of new FormData(form)) if (value && names.has(name)) url.searchParams.append(name, value)
    }
    return url.href
  }

  /** Open or close a fold of the app as it is in the first HTML. One at a time: each may run a part of the page. */
  areFoldsBrought() {
    for (const fold of this.touched) {
      const summary = fold.querySelector("summary")
      const there = this.counterpart(summary, "summary")
      if (!there) continue // perhaps it stands in another fold that is not open yet
      this.touched.delete(fold)
      if (fold.open === there.parentElement.open) continue
      there.click()
      return true
    }
    return false
  }

  /** A function that brings what the reader looks at to where it is now in the window. */
  place() {
    if (scrollY <= 0) return () => {}
    const [seen, there] = this.seen()
    const top = seen?.getBoundingClientRect().top
    const { scrollY: passed } = window
    return page => {
      page.scrollTop = passed
      if (there) page.scrollTop += there.getBoundingClientRect().top - top
    }
  }

  /** What the reader looks at, and its counterpart: what has the focus, or what is first below the head. */
  seen() {
    const head = this.first.querySelector("header")?.getBoundingClientRect().bottom ?? 0
    const isSeen = element => {
      const { top, bottom } = element.getBoundingClientRect()
      return bottom > head && top < innerHeight && element.checkVisibility()
    }
    const at = document.activeElement
    if (this.first.contains(at) && isSeen(at) && this.sameFocus(at)) return [at, this.sameFocus(at)]
    for (const element of this.first.querySelectorAll(Carried.PLACES)) {
      const there = isSeen(element) && words(element) && this.counterpart(element, element.localName)
      if (there) return [element, there]
    }
    return []
  }

  /** A function that gives the focus to the counterpart of what has it. */
  focus() {
    const at = document.activeElement
    const there = this.first.contains(at) ? this.sameFocus(at) : null
    const caret = there && isText(at) ? [at.selectionStart, at.selectionEnd] : null
    return () => {
      there?.focus({ preventScroll: true })
      if (caret && isText(there)) there.setSelectionRange(...caret)
    }
  }

  /** The element of the app that is to have the focus: the same widget, the same option in it, or the same words. */
  sameFocus(at) {
    const widget = [at.name, `${at.name}-chosen`].map(key => root.querySelector(`${hooks.key}${CSS.escape(key)}`)).find(Boolean)
    if (!at.name || !widget) {
      const there = this.counterpart(at, at.localName)
      const field = at.form?.querySelector("[name]:not([type=hidden])")
      return there ?? (field && field !== at ? this.sameFocus(field) : null) // the app needs no button to send a form
    }
    const label = at.labels?.[0]
    const options = [...widget.querySelectorAll("button")]
    const option = label && options.find(each => words(each) === words(label))
    return option ?? widget.querySelector("input:not([type=hidden]), textarea, button, [tabindex='0']")
  }

  /** The element of the app that says the same; if several do, the one at the same place among them. */
  counterpart(element, selector) {
    const said = words(element)
    const equal = within =>
      [...within.querySelectorAll(selector)].filter(each => words(each) === said && each.checkVisibility())
    const there = equal(root)
    return there[equal(this.first).indexOf(element)] ?? there[0]
  }
}

/** Whether a field holds something else than at the start. */
function isChanged(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked
  if (field.options) {
    const first = [...field.options].findIndex(each => each.defaultSelected)
    return field.selectedIndex !== Math.max(first, 0)
  }
  return field.defaultValue !== undefined && field.value !== field.defaultValue
}

function isText(field) {
  return field?.matches("input:is([type=text], [type=search], :not([type])), textarea")
}
