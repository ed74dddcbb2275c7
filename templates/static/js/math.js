// Formulas that a view brings: reused when the page already shows them, otherwise typeset by the same KaTeX as the
// build's. Where it cannot be had they are shown as they are written.

export class Typesetter {
  #url;
  #options;
  #known = new Map(); // TeX -> HTML
  #katex = null;

  constructor(url, options) {
    this.#url = url;
    this.#options = options;
    for (const span of document.querySelectorAll("[data-tex]")) this.#known.set(span.dataset.tex, span.innerHTML);
  }

  // Fetches KaTeX before it is needed, so that a connection lost later takes nothing away.
  prepare() {
    this.#load();
  }

  // Fills the formulas inside `root`; returns a promise only when KaTeX has to be fetched first.
  fill(root) {
    const spans = [...root.querySelectorAll("[data-tex]")].filter((span) => !span.firstChild);
    const unknown = spans.some((span) => !this.#known.has(span.dataset.tex));
    if (!unknown || this.#katex) return this.#write(spans);
    return this.#load().then(() => this.#write(spans));
  }

  async #load() {
    try {
      this.#katex ??= (await import(new URL(this.#url, document.baseURI).href)).default;
    } catch {
      // asked for again with the next formula
    }
  }

  #write(spans) {
    for (const span of spans) {
      const { tex } = span.dataset;
      if (!this.#known.has(tex) && this.#katex) this.#known.set(tex, this.#render(tex));
      if (this.#known.has(tex)) span.innerHTML = this.#known.get(tex);
      else span.textContent = tex;
    }
  }

  #render(tex) {
    const { macros, ...options } = this.#options;
    const trust = ({ command, class: name }) => command === "\\htmlClass" && /^(inner|outer|total)$/.test(name);
    return this.#katex.renderToString(tex, { ...options, macros: { ...macros }, trust, throwOnError: false });
  }
}
