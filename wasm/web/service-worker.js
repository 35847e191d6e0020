// Keeps the whole calculator for use without a network. The handler fills in the version and the list of files.
"use strict";

// What this version keeps. A cache beside it notes two such names: the one that pages are "used" from, and the newest that is
// "ready". They differ while a new version is on offer.
const own = "scrutineer-{{.Version}}";
const notes = "scrutineer-versions";
const noted = async (what) => (await (await caches.open(notes)).match("/" + what))?.text();
const note = async (what, version) => (await caches.open(notes)).put("/" + what, new Response(version));

let known; // so that each file does not ask again; what could not be read is asked for again
const used = () => known ||= noted("used").then((version) => version ?? own, (error) => { known = undefined; throw error; });
const use = async (version) => {
  await note("used", version);
  known = Promise.resolve(version);
};
// Nothing waits for what is deleted: on a busy disk it takes long.
const keepOnly = async (...needed) => {
  for (const name of await caches.keys()) if (name !== notes && !needed.includes(name)) caches.delete(name);
};

const files = {{.ResourcesToCache}};
// What the page needs to start comes first and by itself: on a slow line the rest would hold it up. It is on its way to the
// page already, and the browser downloads it once. The programs of the web workers and the national picture come last.
const stage = (file) => file === "/web/app.wasm" ? 0 : /^\/web\/(work[a-z]+\.wasm|national\.txt)$/.test(file) ? 2 : 1;

self.addEventListener("install", (event) => {
  // "no-cache" asks the server whether the browser's copy is still good, so that nothing is downloaded twice.
  const fresh = (file) => new Request(file, { cache: "no-cache" });
  event.waitUntil((async () => {
    const cache = await caches.open(own);
    for (const turn of [0, 1, 2]) await cache.addAll(files.filter((file) => stage(file) === turn).map(fresh));
    await note("ready", own);
    await keepOnly(own, await used()); // nothing of a download that was broken off, or of a version that was never taken
  })());
});

// A new version is put to use here only when no page of the old one is open. The browser sees to that, and it is never
// hurried with skipWaiting: in Chromium a page that is loaded while one worker gives way to the next may wait for ever.
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    await use(own);
    await self.clients.claim();
    if (!self.registration.installing) await keepOnly(own); // a still newer one that comes in just now does so itself
  })());
});

// A person who takes a new version gets its files from the worker that is at work: nobody's page is reloaded under their
// hands. What later versions of the page send must stay what it is, for it is an older worker that hears it.
self.addEventListener("message", (event) => {
  if (event.data !== "take") return;
  event.waitUntil((async () => {
    try {
      await use(await noted("ready") ?? own);
    } finally {
      event.ports[0].postMessage("done");
    }
  })());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  event.respondWith((async () => {
    const cache = await caches.open(await used());
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
