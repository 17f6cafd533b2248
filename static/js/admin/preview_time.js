// Shows the preview beside the form as it will be at the time that is chosen above it.

const panel = document.querySelector('[data-controller~="w-preview"]');
const time = panel?.querySelector("[data-preview-time]");
if (time) {
  const field = time.querySelector("input");
  const state = panel.querySelector('[data-w-preview-target="mode"]');
  const now = time.querySelector("[data-preview-now]");
  const site = time.querySelector("[data-preview-site]");
  const siteUrl = site.getAttribute("href");
  const url = panel.dataset.wPreviewUrlValue;

  function show() {
    const at = field.value;
    now.hidden = !at;
    panel.dataset.wPreviewRenderUrlValue = at ? `${url}?${new URLSearchParams({ at })}` : url;
    site.href = at ? `${siteUrl}?${new URLSearchParams({ at, path: site.dataset.path })}` : siteUrl;
    panel.dataset.wPreviewStaleValue = "true";
  }

  // A state has a time of its own, so the two are not chosen together.
  field.addEventListener("change", () => {
    if (state && field.value) state.value = state.options[0].value;
    show();
  });
  state?.addEventListener("change", () => {
    if (!state.value || !field.value) return;
    field.value = "";
    show();
  });
  now.addEventListener("click", () => {
    field.value = "";
    show();
    field.focus();
  });
}
