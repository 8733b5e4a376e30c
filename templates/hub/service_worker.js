// {{ version }}
// Keeps one page for each language, and what that page is drawn with, for when there is no connection. Pages themselves
// are always fetched: what was true yesterday is never shown as today's.
const KEPT = "offline-{{ version|escapejs }}";
const FILES = [{% for file in files %}"{{ file|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const LANGUAGES = [{% for language in languages %}"{{ language|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

const offlinePage = (url) => {
  const language = new URL(url).pathname.split("/")[1];
  return `/${LANGUAGES.includes(language) ? language : LANGUAGES[0]}/offline/`;
};

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const drop = (names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(drop).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(offlinePage(request.url))));
  } else if (FILES.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});
