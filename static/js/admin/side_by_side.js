// Two drafts or versions beside each other: one width for both, scrolling in step, renewed when either is saved.

const ASK_EVERY = 1000;
const root = document.querySelector("[data-side-by-side]");
const frames = [...root.querySelectorAll("iframe")];
const inStep = root.querySelector("[data-in-step]");
const widths = [...root.querySelectorAll("[name=width]")];
if (root.clientWidth < 700) widths[0].checked = true; // a computer's page would be too small to read
let width = Number(widths.find((one) => one.checked).value);
let leading = null;
let versions = null;

function fit() {
  for (const frame of frames) {
    const room = frame.parentElement.clientWidth;
    const scale = Math.min(1, room / width);
    frame.style.width = `${width}px`;
    frame.style.transform = `scale(${scale})`;
    frame.style.height = `${frame.parentElement.clientHeight / scale}px`;
    frame.style.marginInlineStart = `${Math.max(0, (room - width * scale) / 2)}px`;
  }
}

// Both pages have the same landmarks and sections in the same order: between two that match, scroll by share.
// Two versions of one page may not: there the headings that are the same are known.
function marksOf(frame) {
  const page = frame.contentDocument.documentElement;
  const known = page.querySelector("[data-stays]") ? "main [data-stays], footer" : "main h1, main h2, main h3, footer";
  const found = [...page.querySelectorAll(known)];
  return [0, ...found.map((one) => one.getBoundingClientRect().top + frame.contentWindow.scrollY), page.scrollHeight];
}

const isThere = (frame) => frame.contentDocument?.documentElement; // not while a page comes in its place

function follow(from, to) {
  if (!isThere(from) || !isThere(to)) return;
  const here = marksOf(from);
  let there = marksOf(to);
  const ends = [here, there].map((marks) => [0, marks.at(-1)]);
  const [mine, theirs] = here.length === there.length ? [here, there] : ends;
  const y = from.contentWindow.scrollY;
  const step = Math.max(0, mine.findLastIndex((top) => top <= y));
  const span = (mine[step + 1] ?? mine[step] + 1) - mine[step];
  const share = span > 0 ? (y - mine[step]) / span : 0;
  const bottom = y + from.contentWindow.innerHeight >= from.contentDocument.documentElement.scrollHeight - 1;
  const target = theirs[step] + share * ((theirs[step + 1] ?? theirs[step]) - theirs[step]);
  to.contentWindow.scrollTo({ top: bottom ? to.contentDocument.documentElement.scrollHeight : target, behavior: "instant" });
}

function watch(frame) {
  const view = frame.contentWindow;
  for (const kind of ["pointerdown", "wheel", "keydown", "touchstart", "focusin"]) {
    view.addEventListener(kind, () => (leading = frame), { passive: true });
  }
  view.addEventListener("scroll", () => {
    if (!inStep?.checked || (leading && leading !== frame)) return;
    leading = frame;
    for (const other of frames) if (other !== frame) follow(frame, other);
    clearTimeout(frame.rest);
    frame.rest = setTimeout(() => (leading = null), 300);
  });
}

function renew(frame) {
  const top = frame.contentWindow.scrollY;
  frame.addEventListener("load", () => frame.contentWindow.scrollTo({ top, behavior: "instant" }), { once: true });
  frame.contentWindow.location.reload();
  root.querySelector("[data-renewed]").textContent = frame.dataset.says;
}

async function ask() {
  if (document.hidden) return;
  const response = await fetch(root.dataset.versions).catch(() => null);
  if (!response?.ok || response.redirected) return;
  const now = await response.json();
  if (versions) {
    // A fact of one is shown by both: when one changes, both are renewed.
    if (Object.keys(now).some((key) => now[key] !== versions[key])) frames.forEach(renew);
  }
  versions = now;
}

for (const frame of frames) {
  frame.addEventListener("load", () => watch(frame));
  if (frame.contentDocument?.readyState === "complete") watch(frame);
}
for (const choice of widths) {
  choice.addEventListener("change", () => {
    width = Number(choice.value);
    fit();
  });
}
addEventListener("resize", fit);
fit();
if (root.dataset.versions) {
  ask();
  setInterval(ask, ASK_EVERY);
}
