// Keeps what can be read without a network. Pages come from the network first, so that nobody reads an old
// figure while a new one can be had; what is personal is kept only when its reader asked for it.
"use strict";
const SHELL = "shell-{{ version }}";
const READ = "read"; // pages about policies that were opened, the newest sixty
const MINE = "mine"; // results that somebody chose to keep on this device
const KEPT = {{ kept|tojson }};
const OFFLINE = KEPT[0];
const READABLE = /^\/(policies|benefits|guides|figures|words|tariffs)(\/|$)/;
const MOST = 60;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(KEPT)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const stale = (name) => name.startsWith("shell-") && name !== SHELL;
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter(stale).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

const remember = async (request, answer) => {
  const cache = await caches.open(READ);
  await cache.put(request, answer);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((key) => cache.delete(key)));
};

const page = async (event) => {
  try {
    const answer = await fetch(event.request);
    if (answer.ok && READABLE.test(new URL(event.request.url).pathname)) {
      event.waitUntil(remember(event.request, answer.clone()));
    }
    return answer;
  } catch {
    const options = { ignoreVary: true };
    const read = await (await caches.open(READ)).match(event.request, options);
    return read || caches.match(OFFLINE, options);
  }
};

const file = async (request) => (await caches.match(request)) || fetch(request);

const mine = async (request) => (await (await caches.open(MINE)).match(request)) || caches.match(OFFLINE, { ignoreVary: true });

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/kept/")) event.respondWith(mine(request));
  else if (request.mode === "navigate") event.respondWith(page(event));
  else if (pathname.startsWith("/static/")) event.respondWith(file(request));
});
