// Puts the original's texts beside the fields of a translation's form, and keeps them there as the form grows.
// The data comes from the server (bilingual/admin/source_pane.py) and is asked for again while the form is open.

const RENEW_EVERY = 10_000;
const panel = document.querySelector("[data-bilingual]");
const words = {};

if (panel) start();

function start() {
  const form = document.getElementById("page-edit-form");
  let data = JSON.parse(document.getElementById("bilingual-data").textContent);
  words.of = JSON.parse(document.getElementById("bilingual-words").textContent);
  const asides = new Map();

  function place() {
    const wanted = new Map();
    for (const group of data.groups ?? [data]) {
      for (const segment of group.segments) wanted.set(`${group.language} ${segment.key}`, { segment, group });
    }
    for (const [name, aside] of asides) {
      if (!wanted.has(name) || !aside.isConnected) {
        aside.remove();
        asides.delete(name);
      }
    }
    for (const [name, { segment, group }] of wanted) {
      const field = fieldOf(form, segment.key);
      if (!field) continue;
      const made = JSON.stringify([segment, group.language]);
      let aside = asides.get(name);
      if (aside?.dataset.made === made && aside.parentElement === field) continue;
      const focused = aside?.contains(document.activeElement) ? document.activeElement.dataset.act : null;
      aside?.remove();
      aside = besideField(segment, group, field);
      aside.dataset.made = made;
      field.append(aside);
      field.classList.add("bilingual-pair");
      asides.set(name, aside);
      if (focused) aside.querySelector(`[data-act="${focused}"]`)?.focus();
    }
    showMissingBlocks(form, data);
  }

  function summarise() {
    const open = (data.groups ?? [data]).flatMap((group) => group.segments.filter((segment) => segment.state !== "ok"));
    const list = panel.querySelector("[data-bilingual-summary]");
    const text = open.length ? words.of.open.replace("%s", open.length) : data.groups ? "" : words.of.done;
    if (list.dataset.said === JSON.stringify(open.map((segment) => [segment.key, segment.state]))) return;
    list.dataset.said = JSON.stringify(open.map((segment) => [segment.key, segment.state]));
    list.replaceChildren(element("p", { class: "bilingual-panel__count" }, text));
    if (!open.length) return;
    const items = open.map((segment) => {
      const item = element("li", {}, wayTo(segment));
      item.append(` – ${segment.note}`);
      return item;
    });
    list.append(element("ul", { class: "bilingual-panel__list" }, ...items));
  }

  /** What leads to a text: within the form, or to where it is written; nothing but its name where one may not. */
  function wayTo(segment) {
    if (segment.url) return element("a", { href: segment.url }, segment.label);
    if (segment.url === "") return segment.label;
    const link = element("button", { type: "button", class: "bilingual-jump" }, segment.label);
    link.addEventListener("click", () => jumpTo(fieldOf(form, segment.key)));
    return link;
  }

  function rememberSource() {
    const input = form.querySelector("[name=shown_source]");
    if (input && data.source) input.value = JSON.stringify(data.source);
  }

  function showFacts() {
    const list = panel.querySelector("[data-bilingual-facts]");
    if (!list || !data.facts?.length) return;
    const rows = data.facts.map((fact) =>
      element("div", {}, element("dt", {}, fact.label), element("dd", {}, fact.text)),
    );
    if (list.textContent.replace(/\s+/g, "") !== rows.map((row) => row.textContent).join("").replace(/\s+/g, "")) {
      list.replaceChildren(...rows);
    }
  }

  function show() {
    place();
    summarise();
    rememberSource();
    showFacts();
  }

  async function renew() {
    if (document.hidden) return;
    const response = await fetch(data.urls.beside, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!response?.ok || response.redirected) return;
    data = { ...(await response.json()), urls: data.urls };
    show();
  }

  panel.addEventListener("bilingual:renew", renew);
  form.addEventListener("w-autosave:success", renew);
  document.addEventListener("visibilitychange", renew);
  setInterval(renew, RENEW_EVERY);
  let waiting = false;
  new MutationObserver((changes) => {
    if (waiting || changes.every((change) => change.target.closest?.(".bilingual-beside"))) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      place();
    });
  }).observe(form, { childList: true, subtree: true });
  show();

  function besideField(segment, group, field) {
    const id = `beside-${group.language}-${segment.key}`;
    const aside = element("div", {
      id,
      role: "group",
      class: `bilingual-beside bilingual-beside--${segment.state}`,
      "aria-label": words.of.beside.replace("%(language)s", group.language_name).replace("%(field)s", segment.label),
    });
    aside.append(element("p", { class: "bilingual-beside__head" }, element("strong", {}, group.language_name)));
    if (segment.note) {
      aside.firstChild.append(element("span", { class: "bilingual-beside__note", id: `${id}-note` }, segment.note));
    }
    for (const input of field.querySelectorAll("input:not([type=hidden]), textarea, [contenteditable=true]")) {
      input.setAttribute("aria-details", id);
      const others = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== `${id}-note`);
      input.setAttribute("aria-describedby", [...others, ...(segment.note ? [`${id}-note`] : [])].join(" "));
    }
    const text = element("div", { class: "bilingual-beside__text", lang: group.language });
    if (segment.changes) {
      for (const [kind, piece] of segment.changes) text.append(pieceOf(kind, piece));
    } else {
      text.textContent = segment.text || words.of.empty;
    }
    aside.append(text);
    const buttons = element("div", { class: "bilingual-beside__buttons" });
    if (data.source && segment.text && segment.kind !== "value") {
      buttons.append(action("copy", words.of.copy, segment, () => copyInto(field, segment)));
    }
    if (segment.can_be_right) {
      const fields = segment.page ? { key: segment.key, translation: segment.page } : { key: segment.key };
      buttons.append(action("right", words.of.right, segment, () => post(data.urls.still_right, fields)));
    }
    if (segment.may_stay) {
      buttons.append(action("same", words.of.same, segment, () => post(data.urls.same_words, { key: segment.key })));
    }
    if (buttons.childElementCount) aside.append(buttons);
    return aside;
  }

  function action(name, label, segment, act) {
    const button = element(
      "button",
      { type: "button", class: "button button-small button-secondary", "data-act": name },
      label,
      element("span", { class: "w-sr-only" }, ` – ${segment.label}`),
    );
    button.addEventListener("click", act);
    return button;
  }

  async function post(url, fields) {
    const body = new URLSearchParams(fields);
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const headers = { "X-CSRFToken": token, "X-Requested-With": "XMLHttpRequest" };
    const response = await fetch(url, { method: "POST", body, headers }).catch(() => null);
    if (!response?.ok) return tell(words.of.failed);
    await renew();
    return tell(words.of.saved);
  }

  async function copyInto(field, segment) {
    const url = `${data.urls.copy}?${new URLSearchParams({ key: segment.key })}`;
    const response = await fetch(url).catch(() => null);
    if (!response?.ok) return tell(words.of.failed);
    const { kind, value } = await response.json();
    const input = [...field.querySelectorAll("input, textarea")].find(
      (one) => !one.closest(".bilingual-beside") && (kind !== "rich" || one.draftailEditor) && one.type !== "hidden"
        || one.draftailEditor,
    );
    if (!input) return tell(words.of.failed);
    if (kind === "rich") {
      input.draftailEditor.onChange(window.Draftail.createEditorStateFromRaw(JSON.parse(value)));
    } else {
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    (field.querySelector("[contenteditable=true]") ?? input).focus();
    return tell(words.of.copied);
  }

  function showMissingBlocks(root, { missing_blocks: blocks = [], in_words: language, urls }) {
    const byField = Map.groupBy(blocks, (block) => block.field);
    for (const list of root.querySelectorAll("[data-bilingual-missing]")) {
      if (!byField.has(list.dataset.bilingualMissing)) list.remove();
    }
    for (const [name, missing] of byField) {
      const field = fieldOf(root, name);
      if (!field) continue;
      let list = root.querySelector(`[data-bilingual-missing="${name}"]`);
      const made = JSON.stringify(missing);
      if (list?.dataset.made === made) continue;
      list?.remove();
      list = element("div", { class: "help-block help-info", "data-bilingual-missing": name });
      list.dataset.made = made;
      list.append(element("p", {}, words.of.missing.replace("%(language)s", language)));
      for (const block of missing) {
        const button = element(
          "button",
          { type: "button", class: "button button-small button-secondary" },
          words.of.add.replace("%(block)s", block.label),
        );
        button.addEventListener("click", () => addBlock(block, urls));
        list.append(button, " ");
      }
      field.before(list);
    }
  }

  async function addBlock({ field, id, after }, urls) {
    const response = await fetch(`${urls.block}?${new URLSearchParams({ field, id })}`).catch(() => null);
    if (!response?.ok) return tell(words.of.failed);
    const state = await response.json();
    const stream = window.wagtail.editHandler.getPanelByName(field).getBoundWidget();
    const index = after ? stream.children.findIndex((child) => child.id === after) + 1 : 0;
    stream.insert(state, index, { focus: true });
    data.missing_blocks = data.missing_blocks.filter((block) => block.id !== id);
    place();
    return tell(words.of.added);
  }
}

// The element of a field: a segment's key is a field's name, then the identifier of the nearest block, then names in it.
function fieldOf(root, key) {
  const row = root.querySelector(`[data-bilingual-segment="${CSS.escape(key)}"] [data-field]`);
  if (row) return row;
  const [name, ...path] = key.split(".");
  let found = root.querySelector(`[data-field][data-contentpath="${CSS.escape(name)}"]`);
  for (const step of path) {
    found = found?.querySelector(`[data-contentpath="${CSS.escape(step)}"]`);
  }
  return path.length ? (found?.querySelector("[data-field]") ?? found) : found;
}

function jumpTo(field) {
  if (!field) return;
  for (let content = field.closest(".w-panel__content[hidden]"); content; ) {
    document.querySelector(`[aria-controls="${content.id}"]`)?.click();
    content = content.parentElement.closest(".w-panel__content[hidden]");
  }
  field.scrollIntoView({ block: "center" });
  field.querySelector("input:not([type=hidden]), textarea, [contenteditable=true]")?.focus();
}

function pieceOf(kind, text) {
  if (kind === "=") return document.createTextNode(text);
  const name = kind === "-" ? "del" : "ins";
  const [before, after] = kind === "-" ? words.of.removed : words.of.inserted;
  return element(
    name,
    {},
    element("span", { class: "w-sr-only" }, ` ${before} `),
    text,
    element("span", { class: "w-sr-only" }, ` ${after} `),
  );
}

function tell(text) {
  const said = document.querySelector("[data-bilingual-said]") ?? element("div", { "data-bilingual-said": "", role: "status", class: "bilingual-said" });
  if (!said.isConnected) document.body.append(said);
  said.textContent = text;
  setTimeout(() => said.textContent === text && (said.textContent = ""), 4000);
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
