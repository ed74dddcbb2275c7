// Sets formulas with KaTeX. One JSON line in: {formulas: [{tex, display}], options}; one line out: an array of
// {html} or {error, at, length}, in the same order. The first argument is the path of katex.mjs.

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { default: katex } = await import(pathToFileURL(process.argv[2]).href);

function set({ tex, display }, { macros, ...options }) {
  let refused = "";
  const trust = ({ command }) => {
    if (command === "\\htmlClass") return true;
    refused ||= command;
    return false;
  };
  try {
    const html = katex.renderToString(tex, {
      ...options,
      displayMode: display,
      macros: { ...macros }, // a formula may define macros of its own; they end with it
      trust,
      throwOnError: true,
    });
    // KaTeX would write what it does not trust in red; for an author that is a mistake like any other.
    if (refused) return { error: `${refused} is not used in lessons`, at: Math.max(0, tex.indexOf(refused)), length: refused.length };
    return { html };
  } catch (error) {
    if (!(error instanceof katex.ParseError)) return { error: String(error.message ?? error), at: 0, length: tex.length };
    return { error: error.rawMessage ?? error.message, at: error.position ?? 0, length: error.length ?? tex.length };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { formulas, options } = JSON.parse(line);
  process.stdout.write(JSON.stringify(formulas.map((formula) => set(formula, options))) + "\n");
}
