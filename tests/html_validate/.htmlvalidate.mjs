export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  rules: {
    // How templates leave their lines is no matter of the reader's.
    "no-trailing-whitespace": "off",
    // The title is the name of a document or the words of the plan; nothing is cut off for a search engine's sake.
    "long-title": "off",
    // The filter of deadlines acts as it is changed, says so in a live region, and needs no button.
    "wcag/h32": "off",
    // Every script and style is the site's own; docs/hosting.md says why none has a digest.
    "require-sri": "off",
  },
};
