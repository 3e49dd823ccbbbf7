// A browser lets a page that was opened as a file load nothing: the book would stay still and silent.

if (location.protocol === "file:")
  addEventListener("DOMContentLoaded", () => {
    const line = document.createElement("p");
    line.setAttribute("role", "alert");
    line.className = "opened-as-file";
    line.textContent =
      "Opened as a file, this book stays a picture book: serve its folder with " +
      "“python -m http.server --bind 127.0.0.1” and open the address that it names.";
    document.body.prepend(line);
  });
