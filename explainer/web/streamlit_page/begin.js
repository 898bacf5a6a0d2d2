import { hooks, nameTheServer, openHere, Announcer, Connection } from "./page.js"
import { AppStart } from "./app_start.js"
import { TakingOver } from "./taking_over.js"
import { FreshVotes } from "./fresh_votes.js"

nameTheServer()
new Announcer(document.querySelector(`.${hooks.announcer}`)).start()
new Connection(document.querySelector(`.${hooks.connection}`)).start()
new FreshVotes().start()
const takingOver = new TakingOver(document.querySelector(`.${hooks.first}`))
new AppStart(() => takingOver.start()).begin()
document.addEventListener("click", openHere)
