// Offers the states that go with what is typed: the choices above the preview follow the facts while they are written.
// Each preview brings its own list (templates/previews/missing.html).

document.addEventListener("w-preview:loaded", ({ target }) => {
  const choice = target.querySelector('[data-w-preview-target="mode"]');
  const shown = target.querySelector("iframe")?.contentDocument;
  const offered = shown?.querySelector("template[data-preview-modes]");
  if (!choice || !offered) return;
  const options = [...offered.content.children];
  const same =
    options.length === choice.options.length &&
    options.every(({ value, text }, place) => choice.options[place].value === value && choice.options[place].text === text);
  if (same) return;
  const chosen = choice.value;
  choice.replaceChildren(...options.map((option) => document.importNode(option, true)));
  choice.value = options.some(({ value }) => value === chosen) ? chosen : options[0].value;
});
