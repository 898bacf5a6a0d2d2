(function () {
  // The app is built unseen below the first paint and takes its place once its first screen stands still.
  var EVERY = 40, STILL = 3, LONGEST = 15000 / EVERY
  var first = document.querySelector(".first"), root = document.getElementById("root")
  var height = 0, still = 0, waited = 0
  function isDrawn(main) {
    var app = root.querySelector("[data-testid=stApp]")
    return app.dataset.testScriptState === "notRunning" && main.querySelector("[data-testid=stElementContainer]") &&
      !main.querySelector("[data-testid=stSkeleton]") && Array.prototype.every.call(
        main.querySelectorAll("[data-testid=stVegaLiteChart]"),
        function (chart) {
          return chart.getBoundingClientRect().top > window.innerHeight || chart.querySelector("canvas, svg.marks")
        })
  }
  function standsStill() {
    var main = root.querySelector("[data-testid=stMain]")
    var now = main && isDrawn(main) ? main.scrollHeight : 0
    still = now && now === height ? still + 1 : 0
    height = now
    return still >= STILL
  }
  function takeOver() {
    var y = window.scrollY, main = root.querySelector("[data-testid=stMain]")
    root.classList.remove("building")
    first.remove()
    if (main) main.scrollTop = y
  }
  var clock = setInterval(function () {
    if (!root.firstChild) return
    waited += 1
    if (!standsStill() && waited < LONGEST) return // after the longest wait: whatever it shows by then
    clearInterval(clock)
    takeOver()
  }, EVERY)
  root.classList.add("building")
})()
