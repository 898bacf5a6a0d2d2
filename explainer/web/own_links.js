(function () {
  var OPENS_A_DIALOG = /[?&]row=/
  // A link inside a text or a table to a page of this site opens in the running app. By itself Streamlit opens a new tab:
  // so it does still while the connection is lost, and what is being read stays.
  function opensElsewhere(event) {
    return event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest("#root a[href^='./']")
    if (!link || opensElsewhere(event) || !document.querySelector("[data-test-connection-state=CONNECTED]")) return
    event.preventDefault()
    var staysHere = link.pathname === location.pathname && OPENS_A_DIALOG.test(link.search)
    history.pushState({}, "", link.href)
    dispatchEvent(new PopStateEvent("popstate"))
    if (!staysHere) document.querySelector("[data-testid=stMain]").scrollTop = 0 // Streamlit keeps it on the same page
  })
})()
