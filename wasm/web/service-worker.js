// Keeps the whole calculator for use without a network. The handler fills in the version and the list of files.
"use strict";

const cacheName = "scrutineer-{{.Version}}";
const files = {{.ResourcesToCache}};
// What the page needs to start comes first and by itself: on a slow line the rest would hold it up. It is on its way to the
// page already, and the browser downloads it once. The programs of the web workers come last.
const stage = (file) => file === "/web/app.wasm" ? 0 : /^\/web\/work[a-z]+\.wasm$/.test(file) ? 2 : 1;

self.addEventListener("install", (event) => {
  // "no-cache" asks the server whether the browser's copy is still good, so that nothing is downloaded twice.
  const fresh = (file) => new Request(file, { cache: "no-cache" });
  event.waitUntil((async () => {
    const cache = await caches.open(cacheName);
    for (const turn of [0, 1, 2]) await cache.addAll(files.filter((file) => stage(file) === turn).map(fresh));
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
  // What was kept of the version before goes without being waited for: on a busy disk that takes long, and a page that is
  // loaded meanwhile would stand still.
  caches.keys().then((names) => names.filter((name) => name !== cacheName).forEach((name) => caches.delete(name)));
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
