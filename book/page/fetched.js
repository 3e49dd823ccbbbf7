// Files of the book, from its own host.

const base = new URL("../", import.meta.url);

export async function fetched(file) {
  const response = await fetch(new URL(file, base));
  if (!response.ok) throw new Error(`${file} is missing (${response.status})`);
  return response;
}
