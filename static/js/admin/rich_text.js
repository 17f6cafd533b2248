// Names every field of rich text after its label, for screen readers: Draftail (Wagtail 8.0) leaves it without a name.

function name() {
  for (const editor of document.querySelectorAll(".public-DraftEditor-content:not([aria-labelledby])")) {
    const labels = [
      editor.closest("[data-field-wrapper], .w-field__wrapper")?.querySelector("label"),
      editor.closest("[data-contentpath]")?.querySelector(":scope > label"), // of a field within a block
      editor.closest(".w-panel")?.querySelector(".w-panel__heading"), // the only one of a block of text
    ];
    const label = labels.find((one) => one?.textContent.trim());
    if (!label) continue;
    label.id ||= `rich-text-label-${crypto.randomUUID()}`;
    editor.setAttribute("aria-labelledby", label.id);
  }
}

new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
name();
