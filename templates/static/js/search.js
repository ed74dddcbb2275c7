// The search of a course: "/" or the button opens it, arrows walk through what was found, Enter goes to the first. The
// index is fetched when it is opened, never before. On the page for what is not there it is open from the start.

import { Index } from "./find.js";

export function bindSearch() {
  const box = document.getElementById("search");
  if (!box) return;
  const search = new Search(box);
  const dialog = document.getElementById("search-dialog");
  const here = document.getElementById("search-here");
  const button = document.getElementById("search-open");
  const open = () => {
    if (dialog && !dialog.open) dialog.showModal();
    search.open();
  };
  if (here) {
    here.hidden = false;
    search.ask(lastWords(location.pathname));
  }
  button.hidden = !dialog;
  button.addEventListener("click", open);
  document.getElementById("search-close")?.addEventListener("click", () => dialog.close());
  dialog?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault(); // a field that holds something would be emptied first
    dialog.close();
  });
  dialog?.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (event.target === dialog || link) dialog.close(); // beside it, or to a place of this page
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    event.preventDefault();
    open();
  });
}

class Search {
  #root;
  #words = document.getElementById("search-words");
  #said = document.getElementById("search-said");
  #found = document.getElementById("search-found");
  #address;
  #index = null;

  constructor(box) {
    this.#address = new URL(box.dataset.index, document.baseURI);
    this.#root = new URL(".", this.#address);
    this.#words.addEventListener("input", () => this.#show());
    box.addEventListener("keydown", (event) => this.#key(event));
  }

  open() {
    this.#words.focus();
    this.#words.select();
    return this.#load();
  }

  async ask(words) {
    this.#words.value = words;
    await this.#load();
  }

  async #load() {
    if (this.#index) return;
    try {
      const answer = await fetch(this.#address, { cache: "no-cache" });
      if (!answer.ok) throw new Error(answer.statusText);
      this.#index = new Index(await answer.json());
    } catch {
      this.#said.textContent = "The index could not be loaded. Open the search again to try once more.";
      return;
    }
    this.#show();
  }

  #show() {
    if (!this.#index) return;
    const asked = this.#words.value.trim();
    const answers = this.#index.find(asked);
    this.#found.replaceChildren(...answers.map((one) => this.#item(one)));
    const count = answers.length === 1 ? "1 place" : `${answers.length} places`;
    this.#said.textContent = asked ? (answers.length ? `Found in ${count}.` : `Nothing was found for “${asked}”.`) : "";
  }

  #item({ url, heading, title, shown }) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = new URL(url, this.#root).href;
    const name = document.createElement("strong");
    name.textContent = heading;
    const where = document.createElement("span");
    where.className = "where";
    where.textContent = title === heading ? "" : title;
    const words = document.createElement("span");
    for (const [text, isWanted] of shown) {
      const piece = isWanted ? document.createElement("mark") : document.createElement("span");
      piece.textContent = text;
      words.append(piece);
    }
    link.append(name, " ", where, " ", words);
    item.append(link);
    return item;
  }

  #key(event) {
    const links = [...this.#found.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Enter" && event.target === this.#words) {
      event.preventDefault();
      links[0]?.click();
    } else if (event.key === "ArrowDown" && at + 1 < links.length) {
      event.preventDefault();
      links[at + 1].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (links[at - 1] ?? this.#words).focus();
    }
  }
}

function isWriting(element) {
  return element.isContentEditable || element.closest("input:not([type=range]), textarea, select") !== null;
}

// What an address that does not exist seems to have meant.
function lastWords(path) {
  const last = path.split("/").filter(Boolean).at(-1) ?? "";
  try {
    return decodeURIComponent(last).replace(/\.\w+$/, "").replace(/[-_]+/g, " ");
  } catch {
    return "";
  }
}
