(function () {
  // Screen readers hear how much is shown when a filter changes it: this place for it outlives every redrawing.
  var PAUSE = 400, place = document.createElement("div"), last = "", clock = 0
  place.setAttribute("role", "status")
  place.className = "announcer"
  document.body.appendChild(place)
  function say() {
    var count = document.querySelector(".st-key-count"), text = count ? count.textContent.trim() : ""
    if (text && last && text !== last) place.textContent = text
    last = text
  }
  new MutationObserver(function () {
    clearTimeout(clock)
    clock = setTimeout(say, PAUSE)
  }).observe(document.getElementById("root"), { childList: true, subtree: true, characterData: true })
})()
