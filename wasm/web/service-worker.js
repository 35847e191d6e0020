// Keeps the whole calculator for use without a network. The handler fills in the version and the list of files.
"use strict";

const cacheName = "scrutineer-{{.Version}}";
const files = {{.ResourcesToCache}};
// The programs of the web workers come last, when the page has all that it needs to start.
const last = files.filter((file) => /^\/web\/work[a-z]+\.wasm$/.test(file));

self.addEventListener("install", (event) => {
  // "no-cache" asks the server whether the browser's copy is still good, so that nothing is downloaded twice.
  const fresh = (list) => list.map((file) => new Request(file, { cache: "no-cache" }));
  event.waitUntil((async () => {
    const cache = await caches.open(cacheName);
    await cache.addAll(fresh(files.filter((file) => !last.includes(file))));
    await cache.addAll(fresh(last));
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name !== cacheName) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

// A new version waits until the page asks for it: nobody's work is reloaded under their hands.
self.addEventListener("message", (event) => {
  if (event.data === "activate") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  event.respondWith((async () => {
    const cache = await caches.open(cacheName);
    const page = event.request.mode === "navigate";
    const path = page && url.pathname.length > 1 ? url.pathname.replace(/\/$/, "") : url.pathname;
    const kept = await cache.match(path, { ignoreVary: true });
    if (kept) return kept;
    const answer = await fetch(event.request);
    // Published files that came with the calculator are kept once they have been asked for.
    if (answer.ok && path.startsWith("/web/data/")) await cache.put(path, answer.clone());
    return answer;
  })());
});
