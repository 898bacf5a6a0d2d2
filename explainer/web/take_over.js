(function () {
  // The app is built unseen below the first paint and takes its place once its first screen stands still.
  // Until the app has something to show, the first paint stays: without a connection it is the page.
  var EVERY = 40, STILL = 3, LONGEST = 15000 / EVERY
  var first = document.querySelector(".first"), root = document.getElementById("root")
  var height = 0, still = 0, waited = 0
  function hasWords(main) {
    return main && main.querySelector("[data-testid=stElementContainer]") && !main.querySelector("[data-testid=stAppSkeleton]")
  }
  function isDrawn(main) {
    var app = root.querySelector("[data-testid=stApp]")
    return app.dataset.testScriptState === "notRunning" && !main.querySelector("[data-testid=stSkeleton]") &&
      Array.prototype.every.call(
        main.querySelectorAll("[data-testid=stVegaLiteChart]"),
        function (chart) {
          return chart.getBoundingClientRect().top > window.innerHeight || chart.querySelector("canvas, svg.marks")
        })
  }
  function standsStill(main) {
    var now = isDrawn(main) ? main.scrollHeight : 0
    still = now && now === height ? still + 1 : 0
    height = now
    return still >= STILL
  }
  function takeOver(main) {
    var y = window.scrollY
    root.classList.remove("building")
    first.remove()
    main.scrollTop = y
  }
  var clock = setInterval(function () {
    var main = root.querySelector("[data-testid=stMain]")
    if (!hasWords(main)) return
    waited += 1
    if (!standsStill(main) && waited < LONGEST) return // after the longest wait: whatever it shows by then
    clearInterval(clock)
    takeOver(main)
  }, EVERY)
  root.classList.add("building")
})()
