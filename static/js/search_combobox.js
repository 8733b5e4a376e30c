// Suggestions while typing: the ARIA combobox with list autocomplete and manual selection (WAI-ARIA APG).
// Without this file the box is a plain form; whatever fails here leaves it one.

const SHORTEST = 2; // letters
const WAIT_MS = 160;

/** An element with attributes and text. */
function element(name, attributes = {}, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

class Combobox {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=search]");
    this.list = form.querySelector("[role=listbox]");
    this.status = form.querySelector("[data-search-status]");
    this.options = [];
    this.active = -1;
    this.timer = 0;
    this.request = null;
    this.answered = null; // the words that the list belongs to
    for (const [key, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    })) this.input.setAttribute(key, value);
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // The field keeps the focus while an option is pressed.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
    form.addEventListener("submit", () => this.stop());
  }

  get words() { return this.input.value.trim(); }
  get isOpen() { return !this.list.hidden; }

  stop() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.request = null;
  }

  later() {
    this.stop();
    this.mark(-1);
    if (this.words.length < SHORTEST) return this.close();
    this.timer = setTimeout(() => this.ask(), WAIT_MS);
  }

  async ask() {
    this.stop();
    const words = this.words;
    const request = (this.request = new AbortController());
    try {
      const address = `${this.form.dataset.suggest}?q=${encodeURIComponent(words)}`;
      const response = await fetch(address, { signal: request.signal, headers: { Accept: "application/json" } });
      if (!response.ok) return this.close();
      const answer = await response.json();
      if (this.request === request && document.activeElement === this.input) this.show(answer, words);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(answer, words) {
    this.answered = words;
    this.active = -1;
    this.list.replaceChildren(...answer.groups.map((group, at) => this.group(group, at)));
    this.options = [...this.list.querySelectorAll("[role=option]")];
    this.options.forEach((option, at) => { option.id = `${this.list.id}-${at}`; });
    this.status.textContent = answer.status;
    if (this.options.length) this.open();
    else this.close({ keepStatus: true });
  }

  group(group, at) {
    const id = `${this.list.id}-group-${at}`;
    const made = element("div", { role: "group", "aria-labelledby": id });
    made.append(element("div", { id, class: "search-box__group", role: "presentation" }, group.label));
    for (const { title, url, note, language } of group.options) {
      const option = element("div", { role: "option", class: "search-box__option", "aria-selected": "false", "data-url": url });
      option.append(element("span", { lang: language }, title));
      if (note) option.append(" ", element("span", { class: "search-box__note" }, note));
      made.append(option);
    }
    return made;
  }

  open() {
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  close({ keepStatus = false } = {}) {
    this.stop();
    this.mark(-1);
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    if (!keepStatus) this.status.textContent = "";
  }

  mark(at) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = at;
    const option = this.options[at];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  choose(option) {
    if (!option) return;
    this.stop();
    window.location.assign(option.dataset.url);
  }

  /** One step down or up; between the last and the first lies the field itself. */
  step(by) {
    const places = this.options.length + 1;
    this.mark((this.active + 1 + by + places) % places - 1);
  }

  key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) {
      event.preventDefault();
      if (this.isOpen && event.altKey && by < 0) this.close();
      else if (this.isOpen && !event.altKey) this.step(by);
      else if (this.options.length && this.answered === this.words) {
        this.open();
        if (!event.altKey) this.step(by);
      } else if (this.words.length >= SHORTEST) this.ask();
    } else if (event.key === "Enter" && this.isOpen && this.active >= 0) {
      event.preventDefault();
      this.choose(this.options[this.active]);
    } else if (event.key === "Escape" && this.isOpen) {
      event.preventDefault(); // the first Escape closes the list, the second one empties the field
      this.close();
    } else if (event.key === "Tab") this.close();
    else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) this.mark(-1);
  }
}

for (const form of document.querySelectorAll("[data-search-box]")) new Combobox(form);
