// The little that the page needs of JavaScript beside go: the progress of loading, the offer of a new version, charts,
// and files out. Nothing here computes.
"use strict";

(() => {
  // ---- loading: a bar that fills, and words when the calculator cannot start.
  const loader = document.getElementById("app-wasm-loader");
  const label = document.getElementById("app-wasm-loader-label");
  if (loader && label) {
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.setAttribute("aria-label", "Loading the calculator");
    loader.append(bar);
    new MutationObserver(() => {
      const percent = /(\d+)%/.exec(label.textContent);
      if (percent) bar.value = Number(percent[1]);
      else if (label.textContent) bar.remove();
    }).observe(label, { childList: true, characterData: true, subtree: true });
    if (typeof WebAssembly === "undefined") {
      label.textContent = "This browser cannot run the calculator (it lacks WebAssembly). The example above can be read.";
    }
  }

  // ---- a new version: offered, taken when the person says so.
  if ("serviceWorker" in navigator) {
    let asked = false;
    const before = navigator.serviceWorker.controller !== null; // not so on a first visit: then nothing is new
    const offer = () => {
      window.scrutineerUpdateReady = true;
      if (window.scrutineerOnUpdate) window.scrutineerOnUpdate();
    };
    navigator.serviceWorker.ready.then((registration) => {
      if (registration.waiting && before) offer();
      registration.addEventListener("updatefound", () => {
        const worker = registration.installing;
        worker.addEventListener("statechange", () => { if (worker.state === "installed" && before) offer(); });
      });
      window.scrutineerTakeUpdate = () => {
        asked = true;
        if (registration.waiting) registration.waiting.postMessage("activate");
        else location.reload();
      };
    });
    navigator.serviceWorker.addEventListener("controllerchange", () => { if (asked) location.reload(); });
  }

  // ---- files out, and text to the clipboard.
  window.scrutineerSave = (name, type, text) => {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  };

  window.scrutineerCopy = (text, done) => {
    if (!navigator.clipboard) { done(false); return; }
    navigator.clipboard.writeText(text).then(() => done(true), () => done(false));
  };

  // ---- files in: the bytes of one file, handed over whole; cancelling hands over nothing.
  window.scrutineerRead = (file, done) => {
    file.arrayBuffer().then((buffer) => done(file.name, new Uint8Array(buffer), ""), (error) => done(file.name, null, String(error)));
  };

  // ---- charts: the library is loaded when the first one is drawn, and runs without evaluating text.
  let library;
  const load = () => library ||= ["vega.min.js", "vega-lite.min.js", "vega-interpreter.js"].reduce((before, name) =>
    before.then(() => new Promise((loaded, failed) => {
      const script = document.createElement("script");
      script.src = "/web/charts/" + name;
      script.onload = loaded;
      script.onerror = () => failed(new Error(name + " could not be loaded"));
      document.head.append(script);
    })), Promise.resolve());

  const drawn = new Map();
  const parse = (specification, width) => {
    const lite = JSON.parse(specification);
    if (lite.width === "container") lite.width = Math.max(160, width);
    const compiled = vegaLite.compile(lite, { logger: vega.logger(vega.Error) }).spec;
    return vega.parse(compiled, null, { ast: true });
  };
  const refuse = { load: () => Promise.reject(new Error("charts load nothing")), sanitize: () => Promise.reject(new Error("charts link nowhere")) };

  // While a person types the chart waits: the figures come first.
  const waiting = new Map();
  window.scrutineerChart = (id, specification, title, description, failed) => {
    clearTimeout(waiting.get(id));
    waiting.set(id, setTimeout(() => draw(id, specification, title, description, failed), drawn.has(id) ? 200 : 0));
  };

  const draw = (id, specification, title, description, failed) => {
    load().then(async () => {
      const place = document.getElementById(id);
      if (!place) return;
      window.scrutineerForget(id);
      // The room that is there decides the width; drawn first on a detached element, so that the page does not jump.
      const view = new vega.View(parse(specification, place.clientWidth - 24), {
        expr: vega.expressionInterpreter, renderer: "svg", container: place, hover: false, tooltip: () => {}, loader: refuse,
      });
      drawn.set(id, view);
      await view.runAsync();
      const svg = place.querySelector("svg");
      if (!svg) return;
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", title + ". " + description);
    }).catch((error) => failed(String(error)));
  };

  window.scrutineerForget = (id) => {
    clearTimeout(waiting.get(id));
    const view = drawn.get(id);
    if (view) { view.finalize(); drawn.delete(id); }
    const place = document.getElementById(id);
    if (place) place.replaceChildren();
  };

  window.scrutineerSaveChart = (id, name, kind) => {
    const view = drawn.get(id);
    if (!view) return;
    if (kind === "svg") { view.toSVG().then((svg) => window.scrutineerSave(name + ".svg", "image/svg+xml", svg)); return; }
    view.toCanvas(2).then((canvas) => canvas.toBlob((blob) => {
      const url = URL.createObjectURL(blob);
      const link = document.createElement("a");
      link.href = url;
      link.download = name + ".png";
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10000);
    }));
  };
})();
