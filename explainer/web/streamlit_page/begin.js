import { hooks, keepsCookies, nameTheServer, openHere, Announcer, Connection } from "./page.js"
import { AppStart } from "./app_start.js"
import { TakingOver } from "./taking_over.js"
import { Reactions } from "./reactions.js"
import { FreshVotes } from "./fresh_votes.js"

nameTheServer()
document.documentElement.classList.toggle(hooks.no_cookies, !keepsCookies())
new Announcer(document.querySelector(`.${hooks.announcer}`)).start()
const connection = new Connection(document.querySelector(`.${hooks.connection}`))
connection.start()
new Reactions(connection).start()
new FreshVotes().start()
const takingOver = new TakingOver(document.querySelector(`.${hooks.first}`))
new AppStart(() => takingOver.start()).begin()
document.addEventListener("click", openHere)
