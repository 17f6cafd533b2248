// What a person can type into in a form of the editor, as they see it: in the order of the page, by label and value.
() => {
  const typed = 'textarea, [contenteditable="true"], input:not([type=hidden], [type=checkbox], [type=radio], [type=file], [type=submit], [type=button], [type=search])';
  const form = document.querySelector("#page-edit-form, #w-editor-form");
  const isSeen = (field) =>
    field.checkVisibility({ visibilityProperty: true }) && !field.disabled && !field.readOnly && !field.closest("dialog, [role=dialog]");
  const textOf = (id) => document.getElementById(id)?.innerText.trim() ?? "";
  const headingOf = (field) => field.closest(".w-panel").querySelector(".w-panel__heading");
  const labelOf = (field) =>
    field.labels?.[0]?.innerText.trim() ||
    field.getAttribute("aria-label") ||
    (field.getAttribute("aria-labelledby") ?? "").split(" ").map(textOf).join(" ").trim() ||
    (field.closest("[data-field-wrapper]")?.querySelector("label, .w-field__label") ?? headingOf(field)).innerText.trim();
  for (const field of form.querySelectorAll("[data-seen]")) delete field.dataset.seen;
  return [...form.querySelectorAll(typed)].filter(isSeen).map((field, number) => {
    field.dataset.seen = number;
    const around = field.closest(".w-field")?.className ?? "";
    const kind = field.isContentEditable
      ? "rich"
      : around.match(/admin_(date_time|date|time)_input/)?.[1] ?? (field.dataset.controller?.includes("w-slug") ? "slug" : field.type);
    return {
      label: labelOf(field),
      kind,
      value: field.isContentEditable ? field.innerText.trim() : field.value,
      min: field.min, max: field.max,
    };
  });
};
