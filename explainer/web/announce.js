(function () {
  // Screen readers hear how much is shown when a filter changes it: this place for it outlives every redrawing.
  var PAUSE = 400, place = document.createElement("div"), last = "", clock = 0
  place.setAttribute("role", "status")
  place.className = "announcer"
  document.body.appendChild(place)
  function shown() {
    var count = document.querySelector(".st-key-count")
    return count ? count.textContent.trim() : ""
  }
  function say() {
    var now = shown()
    if (now && last && now !== last) place.textContent = now
    last = now
  }
  new MutationObserver(function () {
    last = last || shown()
    clearTimeout(clock)
    clock = setTimeout(say, PAUSE)
  }).observe(document.getElementById("root"), { childList: true, subtree: true, characterData: true })
})()
