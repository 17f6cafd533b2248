// Suggestions under a search field while somebody types: the combobox of WAI-ARIA 1.2 with a list that pops up.
// The form is whole without it, and nothing is kept of what is typed.
const PAUSE = 150; // milliseconds without a key before anything is asked
const MIN_LETTERS = 2;
const MARGIN = 16; // pixels between the suggestions and the end of the screen
const MIN_ROOM = 132; // that of three suggestions

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

class Suggestions {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector(".search-form__input");
    const id = `${this.input.id}-suggestions`;
    this.list = element("ul", { id, class: "suggestions", role: "listbox", "aria-label": form.dataset.label, hidden: "hidden" });
    this.status = element("div", { class: "visually-hidden", role: "status" });
    this.input.parentElement.append(this.list, this.status);
    this.input.type = "text"; // a field of type "search" may have no other role
    this.input.enterKeyHint = "search";
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id };
    for (const [name, value] of Object.entries(roles)) this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.askSoon());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => this.follow(event.target.closest("[role=option]")));
  }

  get options() {
    return [...this.list.children];
  }

  get active() {
    return this.list.querySelector("[aria-selected=true]");
  }

  get isOpen() {
    return !this.list.hidden;
  }

  askSoon() {
    clearTimeout(this.timer);
    this.request?.abort();
    if (this.input.value.trim().length < MIN_LETTERS) {
      this.show([], "");
    } else {
      this.timer = setTimeout(() => this.ask(), PAUSE);
    }
  }

  async ask() {
    this.request?.abort();
    this.request = new AbortController();
    const url = new URL(this.form.dataset.url, location.href);
    url.searchParams.set("q", this.input.value);
    try {
      const response = await fetch(url, { signal: this.request.signal, headers: { Accept: "application/json" } });
      if (!response.ok) return;
      const { suggestions, status } = await response.json();
      if (document.activeElement === this.input) this.show(suggestions, status);
    } catch {
      // Asked anew, or nobody answered: the form works as it is.
    }
  }

  show(suggestions, status) {
    this.list.replaceChildren(
      ...suggestions.map(({ title, url, kind, about, lang }, number) =>
        element(
          "li",
          { id: `${this.list.id}-${number}`, class: "suggestions__option", role: "option", "aria-selected": "false", "data-url": url },
          element("span", { class: "suggestions__title", lang }, title),
          " ",
          element("span", { class: "suggestions__kind" }, kind, ...this.more(about)),
        ),
      ),
    );
    this.status.textContent = status;
    if (suggestions.length) this.open();
    else this.close();
  }

  more(about) {
    return about?.text ? [", ", element("span", { lang: about.lang }, about.text)] : [];
  }

  open() {
    const { bottom } = this.input.getBoundingClientRect();
    this.list.style.setProperty("--room", `${Math.max(innerHeight - bottom - MARGIN, MIN_ROOM)}px`);
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  close() {
    this.choose(null);
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }

  choose(option) {
    this.active?.setAttribute("aria-selected", "false");
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  step(by) {
    const stops = [null, ...this.options]; // the field itself is one of them
    this.choose(stops.at((stops.indexOf(this.active) + by) % stops.length));
  }

  follow(option) {
    if (option) location.assign(option.dataset.url);
  }

  press(event) {
    const { key, altKey } = event;
    if (event.isComposing) return;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (altKey && key === "ArrowUp") this.close();
      else if (!this.isOpen && this.options.length) this.open();
      else if (!this.isOpen) this.askSoon();
      if (this.isOpen && !altKey) this.step(key === "ArrowDown" ? 1 : -1);
    } else if (key === "Enter" && this.active) {
      event.preventDefault();
      this.follow(this.active);
    } else if (key === "Escape") {
      event.preventDefault();
      if (this.isOpen) {
        this.close();
      } else {
        this.input.value = "";
        this.askSoon();
      }
    } else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(key)) {
      this.choose(null); // back to the text, in which the key moves as always
    }
  }
}

for (const form of document.querySelectorAll(".search-form")) {
  if (form.dataset.url) new Suggestions(form);
}
