// What every page of a built site is held to. A rule is switched off only with its reason.

import { defineConfig } from "html-validate";

export default defineConfig({
  root: true,
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    // Python writes novalidate="", templates write hidden; both are HTML.
    "attribute-boolean-style": "off",
    // The doctype is written as everything else is, in lower case; HTML does not mind.
    "doctype-style": ["error", { style: "lowercase" }],
    // A widget's controls belong to it and are never sent as a form, so two widgets may both have an x.
    "form-dup-name": "off",
    // KaTeX sizes its boxes with style attributes; the page's policy allows those and nothing else inline.
    "no-inline-style": "off",
    // Scripts and styles come from the site itself, where a hash beside them would guard against nobody.
    "require-sri": ["error", { target: "crossorigin" }],
  },
});
