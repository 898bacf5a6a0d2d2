(function () {
  // A link inside a text or a table to a page of this site opens in the running app: by itself Streamlit opens a new tab.
  function opensElsewhere(event) {
    return event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest("#root a[href^='./']")
    if (!link || opensElsewhere(event)) return
    event.preventDefault()
    history.pushState({}, "", link.href)
    dispatchEvent(new PopStateEvent("popstate"))
  })
})()
