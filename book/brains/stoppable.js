// A button for work that takes long: while it lasts, the button stops it.

export function stoppable(place, button, work) {
  const name = button.get("description");
  let running = null;
  button.send = async ({ event }) => {
    if (event !== "click") return;
    if (running) {
      running.abort();
      return;
    }
    running = new AbortController();
    button.set("description", "Stop");
    try {
      await work(running.signal);
    } catch (error) {
      place.fail(error);
    }
    running = null;
    button.set("description", name);
  };
}
