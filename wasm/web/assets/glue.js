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

  // ---- an address that cannot be read would stop the page: what is damaged like that is told as a damaged link.
  const mendAddress = () => {
    try {
      decodeURIComponent(location.search + location.hash);
    } catch {
      history.replaceState(history.state, "", location.pathname + "#in=");
    }
  };
  mendAddress();
  addEventListener("popstate", mendAddress);

  // ---- a browser that denies storage altogether: what cannot be kept is told when it is to be kept, and nothing else fails.
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      window[name].getItem(name);
    } catch {
      const denied = () => { throw new Error("this browser denies storage"); };
      Object.defineProperty(window, name, { value: { length: 0, getItem: () => null, setItem: denied, removeItem: () => {}, clear: () => {}, key: () => null } });
    }
  }

  // ---- what was worked out of the examples when the site was built, by page: shown before a worker is there.
  const examples = new Map();
  const worked = fetch("/web/examples.json").then((answer) => answer.ok ? answer.json() : {});
  // The descriptions of the tools, without which the page does not know what to draw.
  window.scrutineerTools = worked.then((pages) => JSON.stringify(pages.tools || []), () => "[]");
  worked.then((pages) => {
    for (const [page, example] of Object.entries(pages)) examples.set(page, JSON.stringify(example));
  }).catch(() => {}); // without it the worker is asked
  window.scrutineerExample = (page) => examples.get(page) || "";

  // ---- a new version: offered, taken when the person says so. The service worker says what it notes and why.
  if ("serviceWorker" in navigator) {
    const noted = async (what) => (await (await caches.open("scrutineer-versions")).match("/" + what))?.text();
    const first = navigator.serviceWorker.controller === null; // then nothing is new
    const offer = async () => {
      if (first || await noted("ready") === await noted("used")) return;
      window.scrutineerUpdateReady = true;
      if (window.scrutineerOnUpdate) window.scrutineerOnUpdate();
    };
    navigator.serviceWorker.ready.then((registration) => {
      if (registration.waiting) offer();
      // It may have been found before anybody could listen.
      const follow = (worker) => worker?.addEventListener("statechange", () => { if (worker.state === "installed") offer(); });
      follow(registration.installing);
      registration.addEventListener("updatefound", () => follow(registration.installing));
      window.scrutineerTakeUpdate = () => {
        const answer = new MessageChannel();
        answer.port1.onmessage = () => location.reload();
        registration.active.postMessage("take", [answer.port2]);
      };
    });
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

  // ---- files in: the first bytes of one file, and whether they are all.
  window.scrutineerRead = (file, most, done) => {
    file.slice(0, most).arrayBuffer().then((buffer) => done(new Uint8Array(buffer), file.size <= most, ""), (error) => done(null, false, error.message));
  };

  window.scrutineerFetch = (address, done) => {
    fetch(address).then((answer) => {
      if (!answer.ok) throw new Error("the server answered " + answer.status);
      return answer.blob();
    }).then((file) => done(file, ""), (error) => done(null, error.message));
  };

  // A file may be dropped anywhere on a page that opens files; on no page does the browser leave for it.
  const hasFiles = (event) => event.dataTransfer !== null && [...event.dataTransfer.types].includes("Files");
  const dragging = (on) => document.documentElement.classList.toggle("dropping", on && window.scrutineerDrops === true);
  window.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = window.scrutineerDrops ? "copy" : "none";
    dragging(true);
  });
  window.addEventListener("dragleave", (event) => { if (event.relatedTarget === null) dragging(false); });
  window.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    dragging(false);
    const files = event.dataTransfer.files;
    if (files.length > 0 && window.scrutineerDrops) window.scrutineerOnDrop(...files);
  });

  // ---- workers: programs beside the page, started when first asked. One end is told for each task, whatever happens.
  const workers = new Map();
  const patience = 1500; // milliseconds that a worker has to hear a cancellation
  let lastTask = 0;

  const startWorker = (name) => {
    const desk = { ready: false, waiting: [], tasks: new Map() };
    desk.end = (id, end) => {
      const tell = desk.tasks.get(id);
      desk.tasks.delete(id);
      if (tell) tell(null, end);
    };
    // The worker is gone: so is all that it held, and whatever it was asked has its end.
    desk.stop = (end) => {
      if (workers.get(name) === desk) workers.delete(name);
      if (desk.worker) desk.worker.terminate();
      for (const id of [...desk.tasks.keys()]) desk.end(id, { lost: true, ...end });
    };
    desk.send = (message) => desk.ready ? desk.worker.postMessage(message) : desk.waiting.push(message);
    const failed = (words) => desk.stop({ problem: (desk.ready ? "The part of the calculator that reads files has stopped" : "The part of the calculator that reads files could not be started") + (words ? ": " + words : "") + "." });
    try {
      desk.worker = new Worker("/web/worker.js", { name });
    } catch (error) {
      setTimeout(() => failed(error.message));
      return desk;
    }
    desk.worker.onerror = (event) => { event.preventDefault(); failed(event.message); };
    desk.worker.onmessageerror = () => failed("its answer could not be read");
    desk.worker.onmessage = ({ data }) => {
      if (data.gone) failed(data.gone);
      else if (data.ready) { desk.ready = true; desk.waiting.splice(0).forEach(desk.send); }
      else if (data.words !== undefined) desk.tasks.get(data.id)?.(data.share, data.words);
      else desk.end(data.id, data);
    };
    return desk;
  };

  window.scrutineerAsk = (name, task, file, tell) => {
    if (!workers.has(name)) workers.set(name, startWorker(name));
    const desk = workers.get(name);
    const id = ++lastTask;
    desk.tasks.set(id, tell);
    desk.send({ id, task, file });
    return id;
  };

  window.scrutineerCancel = (name, id) => {
    const desk = workers.get(name);
    if (!desk || !desk.tasks.has(id)) return;
    const stop = () => {
      if (!desk.tasks.has(id)) return;
      desk.end(id, { cancelled: true, lost: true });
      desk.stop({ problem: "The part of the calculator that reads files had to be stopped." });
    };
    if (!desk.ready) { stop(); return; }
    desk.worker.postMessage({ cancel: id });
    setTimeout(stop, patience);
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
    if (width < 420) lite.config = { ...lite.config, legend: { ...lite.config?.legend, columns: 2 } };
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
