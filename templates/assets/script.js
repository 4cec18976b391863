"use strict";
// Everything here is comfort: the page is complete without it.
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (id) => document.getElementById(id);
const make = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};
const say = (key, values = {}) => WORDS[key].replace(/{(\w+)}/g, (_, name) => values[name]);

// Light or dark: the system's choice until the reader makes one, which is remembered where the browser allows it.
const theme = document.querySelector(".theme");
const dark = () => (document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
const showTheme = () => theme.setAttribute("aria-pressed", dark());
theme.addEventListener("click", () => {
  const chosen = dark() ? "light" : "dark";
  document.documentElement.dataset.theme = chosen;
  try { localStorage.setItem("theme", chosen); } catch { /* a page from disk may have no storage */ }
  showTheme();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showTheme);
showTheme();

// Seconds stand in one table at the end of the page.
const seconds = new Map(all("#seconds tbody tr").map((row) => [row.cells[0].textContent, row.cells[1].textContent]));
for (const each of all(".time[data-link]")) each.textContent = seconds.get(each.dataset.link) ?? "";

// Copying.
for (const box of all(".sources")) {
  const buttons = all("figure", box).map((figure) => {
    const language = figure.querySelector("figcaption").textContent;
    const button = make("button", { type: "button", className: "copy", textContent: language });
    button.setAttribute("aria-label", say("copy", { what: figure.querySelector("pre").getAttribute("aria-label") }));
    button.title = say("copy", { what: language });
    button.addEventListener("click", async () => {
      await copy(figure.querySelector("code").textContent);
      one("told").textContent = button.textContent = WORDS.copied;
      setTimeout(() => { button.textContent = language; }, 1600);
    });
    return button;
  });
  box.before(make("div", { className: "copies" }, ...buttons));
}
async function copy(text) {
  try { await navigator.clipboard.writeText(text); } catch {
    const field = make("textarea", { value: text });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

// Folding.
const derivations = all(".derivation");
const fold = document.querySelector(".fold");
fold.addEventListener("click", () => {
  const open = fold.getAttribute("aria-pressed") !== "true";
  for (const each of derivations) each.open = open;
  fold.setAttribute("aria-pressed", open);
  fold.textContent = open ? WORDS.fold : WORDS.unfold;
});
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = all("details:not([open])").filter((each) => !each.matches(".sources"));
  for (const each of unfolded) each.open = true;
});
addEventListener("afterprint", () => { for (const each of unfolded) each.open = false; });
function reveal() {
  const target = one(decodeURIComponent(location.hash.slice(1)));
  for (let each = target; each; each = each.parentElement) if (each.tagName === "DETAILS") each.open = true;
  target?.scrollIntoView();
}
addEventListener("hashchange", reveal);
if (location.hash) reveal();
const contents = document.querySelector(".contents details");
const wide = matchMedia("(min-width: 68rem)");
const unfoldContents = () => { contents.open = wide.matches; };
wide.addEventListener("change", unfoldContents);
unfoldContents();
contents.addEventListener("click", (event) => { if (event.target.closest("a") && !wide.matches) contents.open = false; });

// A box that scrolls can be reached by keyboard and has a name.  --fit is what makes its formula fit on paper.
const PAPER = 640;
const boxes = new ResizeObserver((entries) => {
  const wider = entries.map(({ target }) => [target, target.scrollWidth > target.clientWidth + 1, target.scrollWidth]);
  for (const [box, scrolls, width] of wider) {
    for (const [name, value] of [["tabindex", "0"], ["role", "group"], ["aria-label", box.dataset.name ?? WORDS.formula]]) {
      if (scrolls) box.setAttribute(name, value); else box.removeAttribute(name);
    }
    if (width > PAPER) box.style.setProperty("--fit", PAPER / width);
  }
});
for (const each of all(".formula, .scroll, .box")) boxes.observe(each);

// Where the reader is.
const lines = new Map(all(".contents a").map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
const headings = all("main h2, main h3");
let current = null;
function follow() {
  const passed = headings.filter((each) => each.getBoundingClientRect().top < 120);
  const link = lines.get(passed.at(-1)?.id);
  if (link === current) return;
  current?.removeAttribute("aria-current");
  all(".contents .current").forEach((each) => each.classList.remove("current"));
  current = link;
  link?.setAttribute("aria-current", "true");
  for (let each = link?.parentElement; each && !each.matches(".contents"); each = each.parentElement) {
    if (each.tagName === "LI") each.classList.add("current");
  }
  if (wide.matches) link?.scrollIntoView({ block: "nearest", behavior: "instant" });
}
let waiting = false;
addEventListener("scroll", () => {
  if (!waiting) requestAnimationFrame(() => { waiting = false; follow(); });
  waiting = true;
}, { passive: true });
follow();

// A referenced statement shows its formula: at the pointer, at the keyboard's focus, at the first tap.
const preview = one("preview");
let shown = null, closing = 0;
function show(link) {
  clearTimeout(closing);
  if (shown === link) return;
  const card = one(decodeURIComponent(link.hash.slice(1)));
  if (!card?.matches(".card")) return;
  hide();
  const tags = card.querySelector(".tags").cloneNode(true);
  tags.prepend(make("b", { textContent: card.id }));
  const told = all(".says, .formula", card).filter((each) => !each.closest("details")).slice(0, 4);
  preview.replaceChildren(tags, ...told.map((each) => each.cloneNode(true)));
  preview.hidden = false;
  const at = link.getClientRects()[0], box = preview.getBoundingClientRect();
  const below = at.bottom + box.height + 12 < innerHeight || at.top < box.height + 12;
  const left = Math.max(12, Math.min(at.left, document.documentElement.clientWidth - box.width - 12));
  preview.style.left = `${left + scrollX}px`;
  preview.style.top = `${(below ? at.bottom + 6 : at.top - box.height - 6) + scrollY}px`;
  link.setAttribute("aria-describedby", "preview");
  shown = link;
}
function hide() {
  shown?.removeAttribute("aria-describedby");
  shown = null;
  preview.hidden = true;
}
const later = () => { clearTimeout(closing); closing = setTimeout(hide, 220); };
for (const link of all("a.ref")) {
  link.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") show(link); });
  link.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") later(); });
  link.addEventListener("focus", () => { if (link.matches(":focus-visible")) show(link); });
  link.addEventListener("blur", hide);
  link.addEventListener("click", (event) => {
    if (event.pointerType === "touch" && shown !== link) { event.preventDefault(); show(link); } else hide();
  });
}
preview.addEventListener("pointerenter", () => clearTimeout(closing));
preview.addEventListener("pointerleave", later);
addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
addEventListener("pointerdown", (event) => { if (shown && !event.target.closest("#preview, a.ref")) hide(); });

// Search: every term has to occur; ids come first, then headings, then statements, then text.
const query = one("query"), found = one("found"), told = one("told");
const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
let index = null, chosen = -1;
function indexed() {
  const entries = [];
  for (const each of all("main :is(h1, h2, h3)[id]")) entries.push({ id: each.id, title: each.textContent, text: "", rank: 1 });
  for (const each of all("main .card")) {
    const body = all(".says, .formula, .reason, .facts", each).map((part) => part.textContent).join(" ");
    entries.push({ id: each.id, title: each.id, text: body, rank: 2 });
  }
  let id = "";
  for (const each of all("main > :is(h1, h2, h3, p, ul, .display)")) {
    if (/^H/.test(each.tagName)) id = each.id;
    else if (each.matches("figure")) entries.push({ id: each.id, title: each.querySelector("figcaption").textContent.trim(), text: each.querySelector(".formula").textContent, rank: 3 });
    else entries.push({ id, title: one(id)?.textContent ?? "", text: each.textContent, rank: 3, element: each });
  }
  return entries.map((each) => ({ ...each, head: plain(each.title), body: plain(each.text) }));
}
function search() {
  index ??= indexed();
  const terms = plain(query.value).split(" ").filter(Boolean);
  const score = (each) => (each.head === terms.join(" ") ? 0 : terms.every((term) => each.head.includes(term)) ? each.rank : each.rank + 3);
  const hits = !terms.length ? [] : index.filter((each) => terms.every((term) => each.head.includes(term) || each.body.includes(term)))
    .sort((a, b) => score(a) - score(b));
  found.replaceChildren(...hits.slice(0, 40).map((each, place) => option(each, terms[0], place)));
  told.textContent = !terms.length ? "" : hits.length ? say("results", { number: hits.length }) : WORDS.nothing;
  if (terms.length && !hits.length) found.append(make("span", { textContent: WORDS.nothing }));
  open(terms.length > 0);
  choose(hits.length ? 0 : -1);
}
function option(each, term, place) {
  const at = Math.max(0, each.body.indexOf(term) - 24);
  const made = make("div", { id: `found-${place}` }, make("b", { textContent: each.title }), make("span", { textContent: each.body.slice(at, at + 120) }));
  made.setAttribute("role", "option");
  made.addEventListener("pointerdown", (event) => event.preventDefault());
  made.addEventListener("click", () => go(each));
  made.entry = each;
  return made;
}
function open(visible) {
  found.hidden = !visible;
  query.setAttribute("aria-expanded", visible);
}
function choose(place) {
  const options = [...found.children].filter((each) => each.matches("[role=option]"));
  chosen = options.length ? (place + options.length) % options.length : -1;
  options.forEach((each, at) => each.setAttribute("aria-selected", at === chosen));
  if (chosen < 0) query.removeAttribute("aria-activedescendant");
  else { query.setAttribute("aria-activedescendant", options[chosen].id); options[chosen].scrollIntoView({ block: "nearest", behavior: "instant" }); }
}
function go(entry) {
  open(false);
  query.blur();
  if (location.hash !== `#${entry.id}`) location.hash = entry.id;
  (entry.element ?? one(entry.id)).scrollIntoView({ behavior: "instant", block: entry.element ? "center" : "start" });
}
query.addEventListener("input", search);
query.addEventListener("focus", () => { if (query.value) search(); });
query.addEventListener("blur", () => open(false));
query.addEventListener("keydown", (event) => {
  const keys = { ArrowDown: () => choose(chosen + 1), ArrowUp: () => choose(chosen - 1), Enter: () => { if (chosen >= 0 && !found.hidden) go(found.children[chosen].entry); }, Escape: () => open(false) };
  if (event.isComposing || !(event.key in keys)) return;
  event.preventDefault();
  keys[event.key]();
});
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea")) return;
  event.preventDefault();
  query.select();
  query.focus();
});
