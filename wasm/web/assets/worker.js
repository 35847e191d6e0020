// Starts one Go program in a web worker: /web/NAME.wasm, where NAME is the name that the page gave the worker. Nothing here
// computes.
"use strict";

importScripts("/wasm_exec.js");

(async () => {
  try {
    const answer = await fetch("/web/" + self.name + ".wasm");
    if (!answer.ok) throw new Error("its program is not there (" + answer.status + ")");
    const go = new Go();
    // A program that is compiled while it comes in is there sooner; a host that does not call it wasm gives it whole.
    const called = (answer.headers.get("Content-Type") || "").startsWith("application/wasm");
    const { instance } = await (called ? WebAssembly.instantiateStreaming(answer, go.importObject) : WebAssembly.instantiate(await answer.arrayBuffer(), go.importObject));
    await go.run(instance); // ends only when the program has failed
    throw new Error("its program ended, most likely for want of memory");
  } catch (error) {
    postMessage({ gone: error.message });
  }
})();
