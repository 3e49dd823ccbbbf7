// The service worker of the book: first what is kept, then the network. The build writes the hash
// of its list of files into `BUILD`, so that every build has a service worker of its own.

import { Kept, LIST } from "./kept.js";

const kept = new Kept(self.registration.scope, BUILD);
const REGRET = `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Not kept</title>
<p>There is no network, and this page was not kept in this browser.</p>
<p><a href="${self.registration.scope}">To the first page</a></p></html>`;

// What works without a network goes on to, in the new build.
async function renew() {
  const files = await kept.files();
  for (const path of await kept.paths()) if (files[path]) await kept.keep(path).catch(() => {});
  await self.skipWaiting();
}

async function begin() {
  await kept.tidy();
  await self.clients.claim();
}

async function answer(request, path) {
  const found = await (path === LIST ? kept.obtained() : kept.find(path)).catch(() => null);
  if (found) return found;
  try {
    return await fetch(request);
  } catch (error) {
    if (request.mode !== "navigate") throw error;
    return new Response(REGRET, { status: 503, headers: { "content-type": "text/html" } });
  }
}

self.addEventListener("install", (event) => event.waitUntil(renew()));
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("fetch", (event) => {
  const path = event.request.method === "GET" ? kept.path(event.request.url) : null;
  if (path !== null) event.respondWith(answer(event.request, path));
});
