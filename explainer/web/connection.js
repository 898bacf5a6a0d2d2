(function () {
  // Says calmly that the connection is lost, or never came. Streamlit's own dialog is turned off (page_base.py).
  var LOST_AFTER = 1500, LATE_AFTER = 20000
  var root = document.getElementById("root"), place = document.querySelector(".connection")
  var wasThere = false, clock = 0
  function isThere() {
    var app = root.querySelector("[data-testid=stApp]")
    return app !== null && app.dataset.testConnectionState === "CONNECTED"
  }
  function say() {
    place.textContent = wasThere ? place.dataset.lost : place.dataset.late
  }
  function look() {
    if (isThere()) {
      clearTimeout(clock)
      if (clock && wasThere) dispatchEvent(new PopStateEvent("popstate")) // runs the page: a new server knows nothing of it
      clock = 0
      wasThere = true
      place.textContent = ""
    } else if (!clock) clock = setTimeout(say, wasThere ? LOST_AFTER : LATE_AFTER)
  }
  new MutationObserver(look).observe(root, { subtree: true, attributeFilter: ["data-test-connection-state"] })
  look()
})()
