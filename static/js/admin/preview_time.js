// Shows the preview beside the form as it will be at the time that is chosen above it.
// Wagtail makes the panel anew when a new page has been saved for the first time: nothing of it is kept here.

const panelOf = (inside) => inside.closest('[data-controller~="w-preview"]');

/** Ask for the preview at the time that stands in the field; for now, where there is none. */
function show(panel) {
  const { value: at } = panel.querySelector("[data-preview-at]");
  const site = panel.querySelector("[data-preview-site]");
  const url = panel.dataset.wPreviewUrlValue;
  panel.querySelector("[data-preview-now]").hidden = !at;
  panel.dataset.wPreviewRenderUrlValue = at ? `${url}?${new URLSearchParams({ at })}` : url;
  site.href = at
    ? `${site.dataset.url}?${new URLSearchParams({ at, path: site.dataset.path })}`
    : `${site.dataset.url}?${new URLSearchParams({ path: site.dataset.path })}`;
  panel.dataset.wPreviewStaleValue = "true";
}

// A state has a time of its own, so the two are not chosen together.
document.addEventListener("change", ({ target }) => {
  const panel = panelOf(target);
  const field = panel?.querySelector("[data-preview-at]");
  if (!field) return;
  if (target === field) {
    const state = panel.querySelector('[data-w-preview-target="mode"]');
    if (state && field.value) state.value = state.options[0].value;
    show(panel);
  } else if (target.matches('[data-w-preview-target="mode"]') && target.value && field.value) {
    field.value = "";
    show(panel);
  }
});

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-preview-now]");
  if (!button) return;
  const field = panelOf(button).querySelector("[data-preview-at]");
  field.value = "";
  show(panelOf(button));
  field.focus();
});
