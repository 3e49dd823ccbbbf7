// What a page says where its scripts cannot work; plain enough for an old browser.

// A browser lets a page that was opened as a file load nothing.
if (location.protocol === "file:")
  addEventListener("DOMContentLoaded", () => {
    const line = document.createElement("p");
    line.setAttribute("role", "alert");
    line.className = "opened-as-file";
    line.textContent =
      "Opened as a file, this book stays a picture book: serve its folder with " +
      "“python -m http.server --bind 127.0.0.1” and open the address that it names.";
    document.body.insertBefore(line, document.body.firstChild);
  });

// boot.js marks the places that it watches.
addEventListener("load", () => {
  for (const place of document.querySelectorAll(".live-place:not([data-state])")) {
    const line = document.createElement("p");
    line.className = "live-refusal";
    line.textContent =
      "This stays a picture here: what brings it to life did not start. Load the page again, " +
      "or use a newer browser: Chrome, Edge, Firefox or Safari of 2023 or later.";
    place.appendChild(line);
    place.setAttribute("data-state", "still");
  }
});
