// Sets formulas with KaTeX. One JSON line in: {formulas: [{tex, display}], options}; one line out: an array of
// {html} or {error, at, length}, in the same order. The first argument is the path of katex.mjs.

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { default: katex } = await import(pathToFileURL(process.argv[2]).href);

const COLOURS = new Set(["inner", "outer", "total"]); // what \\htmlClass is for; any other class is the page's own
const UNITS = { em: 1, ex: 0.431, mu: 1 / 18, pt: 0.1, px: 0.1, bp: 0.1, mm: 0.285, cm: 2.845, in: 7.227, pc: 1.2 };
const SIZED = /\d\s*(em|ex|mu|p[tcx]|bp|[mc]m|in|dd|cc|n[dc]|sp)/;
const NAMESPACE = / xmlns="http:\/\/www\.w3\.org\/(1998\/Math\/MathML|2000\/svg)"/g; // a parser of HTML knows it by the element
const WIDE = 40; // em that one space or rule may take: the width of a page's text
const OVER = 10; // em that something may be moved back, up or down: over more of the text around it, it would be in the way
const TOGETHER = 400; // em that all of a formula's may take

// What is larger than a page in a formula, as words for its author; null when nothing is.
function oversized(tex, options) {
  if (!SIZED.test(tex) && !Object.values(options.macros).some((macro) => SIZED.test(macro))) return null;
  let sum = 0;
  let worst = null;
  const look = (node, type) => {
    if (!node || typeof node !== "object" || node.constructor?.name === "Token") return;
    if (typeof node.number === "number" && typeof node.unit === "string") {
      const size = node.number * (UNITS[node.unit] ?? 1.3);
      sum += Math.abs(size);
      if (Math.abs(size) > (size < 0 || type === "raisebox" ? OVER : WIDE)) worst ??= `${node.number}${node.unit}`;
      return;
    }
    for (const [key, value] of Object.entries(node)) if (key !== "loc") look(value, node.type ?? type);
  };
  look(katex.__parse(tex, options), "");
  if (worst) return `${worst} is more than a page has room for`;
  return sum > TOGETHER ? "the spaces and rules of this formula take more than a page has room for" : null;
}

function set({ tex, display }, { macros, ...options }) {
  let refused = "";
  const trust = ({ command, class: name }) => {
    if (command === "\\htmlClass" && COLOURS.has(name)) return true;
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
    const large = oversized(tex, { ...options, maxSize: Infinity, displayMode: display, macros: { ...macros }, trust });
    if (large) {
      const at = Math.max(0, tex.indexOf(large.match(/^-?[\d.]+/)?.[0] ?? ""));
      return { error: large, at, length: large.match(/^-?[\d.]+\w*/)?.[0].length ?? tex.length };
    }
    return { html: html.replaceAll(NAMESPACE, "") };
  } catch (error) {
    if (error instanceof RangeError) return { error: "this formula is nested too deep", at: 0, length: tex.length };
    if (!(error instanceof katex.ParseError)) return { error: String(error.message ?? error), at: 0, length: tex.length };
    return { error: error.rawMessage ?? error.message, at: error.position ?? 0, length: error.length ?? tex.length };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { formulas, options } = JSON.parse(line);
  process.stdout.write(JSON.stringify(formulas.map((formula) => set(formula, options))) + "\n");
}
