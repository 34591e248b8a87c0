// What a phone keeps of this program: its parts, and one page that says there is no network. Never a figure: answers under /api and the socket
// are the network's alone, so nothing old is ever shown as if it were fresh. Registered as /sw.js?build=<id>: a new build installs a new one.
const BUILD = new URL(self.location.href).searchParams.get('build') ?? '';
const PREFIX = 'parts-';
const CACHE = PREFIX + BUILD;
const OFFLINE = '/offline';
/** A page that is open while a new build arrives still finds the parts of its own. */
const BUILDS_KEPT = 2;

/** Named by their content, so what is kept is what the server has. */
const isPart = ({ pathname }) => pathname.startsWith('/_next/static/');
/** A display has nobody to read a page for phones. */
const isOwnPage = ({ pathname }) => !pathname.startsWith('/wall/') && !pathname.startsWith('/api/');

self.addEventListener('install', (event) => {
  event.waitUntil(keepOffline().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOld().then(() => self.clients.claim()));
});

/** Language or colours were changed: the page for no network is fetched again, in the new ones. */
self.addEventListener('message', (event) => {
  if (event.data === 'looks-changed') event.waitUntil(keepOffline());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (isOwnPage(url)) event.respondWith(pageOf(request));
  } else if (isPart(url)) event.respondWith(partOf(request));
});

const pageOf = async (request) => {
  try {
    return await fetch(request);
  } catch (cause) {
    const kept = await (await caches.open(CACHE)).match(OFFLINE);
    if (kept) return kept;
    throw cause;
  }
};

const partOf = async (request) => {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(CACHE)).put(request, answer.clone());
  return answer;
};

/** The page and all parts it names; without one of them nothing is kept, and the old worker stays. */
const keepOffline = async () => {
  const cache = await caches.open(CACHE);
  const answer = await fetch(OFFLINE, { cache: 'no-store' });
  if (!answer.ok) throw new Error(`${OFFLINE}: ${answer.status}`);
  const text = await answer.clone().text();
  const parts = new Set(text.match(/\/_next\/static\/[\w./~-]+\.(?:js|css|woff2)/g));
  await Promise.all([...parts].map(async (part) => (await cache.match(part)) ?? cache.add(part)));
  await cache.put(OFFLINE, answer);
};

const forgetOld = async () => {
  const own = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(own.slice(0, Math.max(0, own.length + 1 - BUILDS_KEPT)).map((name) => caches.delete(name)));
};
