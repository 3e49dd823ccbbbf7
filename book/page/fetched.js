// Files of the book, from its own host.

const base = new URL("../", import.meta.url);

export const AGAIN = "load the page again";

export async function fetched(file) {
  const response = await fetch(new URL(file, base)).catch(() => null);
  if (!response) throw new Error(`${file} cannot be reached: go online and ${AGAIN}`);
  if (!response.ok) throw new Error(`${file} is missing (${response.status}): ${AGAIN}`);
  return response;
}

/** A file's bytes, held against their number and the beginning of their hash. */
export async function whole(file, size, sha256) {
  const bytes = new Uint8Array(await (await fetched(file)).arrayBuffer());
  // Browsers compute hashes on secure pages only; elsewhere the length has to do.
  const right = bytes.length === size && (!crypto.subtle || (await digest(bytes)).startsWith(sha256));
  if (!right) throw new Error(`${file} is damaged: ${AGAIN}`);
  return bytes;
}

export async function parsed(file) {
  const response = await fetched(file);
  return response.json().catch(() => {
    throw new Error(`${file} is damaged: ${AGAIN}`);
  });
}

async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
