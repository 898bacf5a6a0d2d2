// The polls of the first HTML: shows which reaction is the reader's own, and sends a vote without leaving the place.
// Without this script the forms do it all: then a vote opens the page anew.
const AGAIN = 60_000 // ms between two questions about the same poll
const WOKEN = 1_000 // ms, the same when the tab is looked at again
const HAS_NO_COOKIE = 204
const inView = new Set()
const asked = new Map()
let isKnown = true // whether this browser may have our cookie, which scripts cannot see

const questionOf = (form) => form.elements.namedItem("question").value

/** Put what the server says of a poll into its form; the focus stays where it was. */
function show(form, { buttons, told }) {
  const held = form.contains(document.activeElement) ? document.activeElement.value : null
  const fieldset = form.querySelector("fieldset")
  fieldset.querySelectorAll("button").forEach((button) => button.remove())
  fieldset.insertAdjacentHTML("beforeend", buttons)
  form.lastElementChild.outerHTML = told
  if (held !== null) (fieldset.querySelector(`[value="${held}"]`) ?? fieldset.querySelector("button")).focus()
}

async function ask(form, again = AGAIN) {
  const question = questionOf(form)
  if (!isKnown || Date.now() - (asked.get(question) ?? 0) < again) return
  asked.set(question, Date.now())
  try {
    const answer = await fetch(`./reactions/mine?q=${question}`)
    isKnown = answer.status !== HAS_NO_COOKIE
    if (answer.status === 200) show(form, await answer.json())
  } catch {
    // the page stays as it is
  }
}

async function send(form, button) {
  const body = new URLSearchParams({ question: questionOf(form), reaction: button.value })
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "application/json" } })
    if (!answer.ok) throw new Error(answer.statusText)
    isKnown = true
    show(form, await answer.json())
  } catch {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "reaction", value: button.value }))
    form.submit() // the browser says what is wrong, or it works
  }
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.poll")) return
  event.preventDefault()
  void send(event.target, event.submitter)
})
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return
  isKnown = true // the reader may have voted in another tab meanwhile
  inView.forEach((form) => void ask(form, WOKEN))
})
setInterval(() => document.hidden || inView.forEach((form) => void ask(form)), AGAIN)
const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) inView.add(target)
    else inView.delete(target)
    if (isIntersecting) void ask(target)
  }
})
document.querySelectorAll("form.poll").forEach((form) => watcher.observe(form))
