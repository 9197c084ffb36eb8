// The map of the places on a page: nothing of it is fetched before somebody presses its button.
const place = document.querySelector("[data-map]");
const TILE_PIXELS = 256;
const CLOSEST = 16; // a place alone on the map is still shown with the streets around it

const arrived = (element) =>
  new Promise((done, failed) => {
    element.addEventListener("load", done);
    element.addEventListener("error", failed);
    document.head.append(element);
  });

const fetchLeaflet = ({ js, css }) =>
  Promise.all([
    arrived(Object.assign(document.createElement("script"), { src: js })),
    arrived(Object.assign(document.createElement("link"), { rel: "stylesheet", href: css })),
  ]);

const element = (name, text, properties = {}) => Object.assign(document.createElement(name), { textContent: text, ...properties });

const told = ({ places, rough }) => {
  const list = element("ul", "", { className: "links" });
  for (const { name, page } of places) {
    const item = document.createElement("li");
    item.append(element("a", name, { href: page }));
    list.append(item);
  }
  const box = document.createElement("div");
  if (rough) box.append(element("p", place.dataset.rough));
  box.append(list);
  return box;
};

// As wide as a finger, in the size of letters that the reader chose.
const target = (frame) => {
  const probe = element("span", "", { className: "map-pin" });
  frame.append(probe);
  const { width } = probe.getBoundingClientRect();
  probe.remove();
  return width;
};

const pinned = (map, side) => (point) => {
  const { at, rough, places } = point;
  const text = rough ? place.dataset.about : places.length > 1 ? String(places.length) : "";
  const icon = L.divIcon({ className: rough ? "map-pin rough" : "map-pin", html: element("span", text), iconSize: [side, side] });
  const marker = L.marker(at, { icon }).addTo(map).bindPopup(told(point), { maxWidth: map.getSize().x - 2 * side });
  const names = places.map(({ name }) => name).join("、");
  marker.getElement().setAttribute("aria-label", rough ? `${names}（${place.dataset.rough}）` : names);
};

const drawn = ({ points, tiles, rough_m: roughly, number }, frame) => {
  const moving = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  const animations = { fadeAnimation: moving, zoomAnimation: moving, markerZoomAnimation: moving };
  const map = L.map(frame, { scrollWheelZoom: false, zoomControl: false, maxZoom: 18, ...animations });
  const words = place.dataset;
  L.control.zoom({ zoomInTitle: words.closer, zoomOutTitle: words.farther }).addTo(map);
  map.attributionControl.setPrefix("Leaflet");
  const attribution = number ? `${words.source} ${number}` : words.source;
  for (const tile of tiles) {
    // Only which site asks: the key may be bound to it. Never which page, nor what was searched.
    const layer = L.tileLayer(tile, { attribution, tileSize: TILE_PIXELS, maxZoom: 18, referrerPolicy: "origin" });
    layer.on("tileerror", () => { place.querySelector("[role=status]").textContent = words.bare; });
    layer.addTo(map);
  }
  const side = target(frame);
  map.fitBounds(points.map(({ at }) => at), { maxZoom: CLOSEST, padding: [side / 2, side / 2] });
  for (const { at, rough } of points) if (rough) L.circle(at, { radius: roughly, className: "map-rough", interactive: false }).addTo(map);
  points.forEach(pinned(map, side));
};

if (place) {
  const button = place.querySelector("button");
  const said = place.querySelector("[role=status]");
  const data = JSON.parse(place.dataset.map);
  place.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    said.textContent = place.dataset.looking;
    try {
      await fetchLeaflet(data);
    } catch {
      said.textContent = place.dataset.failed;
      button.disabled = false;
      return;
    }
    const frame = place.querySelector(".map-frame");
    frame.hidden = false;
    button.remove();
    said.textContent = "";
    drawn(data, frame);
    frame.focus({ preventScroll: true });
  });
}
