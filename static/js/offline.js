// Asks the browser to keep the offline page, once everything else of the page is there.
const address = "/service-worker.js";
const only = (url) => {
  if (url !== address) throw new TypeError(`not the hub's worker: ${url}`);
  return url;
};

if ("serviceWorker" in navigator) {
  const policy = globalThis.trustedTypes?.createPolicy("hub-worker", { createScriptURL: only });
  const register = () => navigator.serviceWorker.register(policy ? policy.createScriptURL(address) : address).catch(() => {});
  addEventListener("load", () => setTimeout(register, 2000));
}
