// Shows the preview beside the form as it will be at the time that is chosen above it.

const panel = document.querySelector('[data-controller~="w-preview"]');
const time = panel?.querySelector("[data-preview-time]");
if (time) {
  const field = time.querySelector("input");
  const now = time.querySelector("[data-preview-now]");
  const site = time.querySelector("[data-preview-site]");
  const siteUrl = site.getAttribute("href");
  const url = panel.dataset.wPreviewUrlValue;

  function show() {
    const at = field.value;
    now.hidden = !at;
    panel.dataset.wPreviewRenderUrlValue = at ? `${url}?${new URLSearchParams({ at })}` : url;
    site.href = at ? `${siteUrl}?${new URLSearchParams({ at, path: "/" })}` : siteUrl;
    panel.dataset.wPreviewStaleValue = "true";
  }

  field.addEventListener("change", show);
  now.addEventListener("click", () => {
    field.value = "";
    show();
    field.focus();
  });
}
