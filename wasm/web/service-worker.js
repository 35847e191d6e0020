// Keeps the whole calculator for use without a network. The handler fills in the version and the list of files.
"use strict";

const cacheName = "scrutineer-{{.Version}}";
const files = {{.ResourcesToCache}};

self.addEventListener("install", (event) => {
  // "no-cache" asks the server whether the browser's copy is still good, so that nothing is downloaded twice.
  event.waitUntil(
    caches.open(cacheName).then((cache) =>
      cache.addAll(files.map((file) => new Request(file, { cache: "no-cache" })))));
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
    return kept || fetch(event.request);
  })());
});
