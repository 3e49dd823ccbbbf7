// Let the worker hear whether somebody still waits for what it does.

const { port1, port2 } = new MessageChannel();
let heard = () => {};
port1.onmessage = () => heard();

export function breath() {
  return new Promise((resolve) => {
    heard = resolve;
    port2.postMessage(null);
  });
}
