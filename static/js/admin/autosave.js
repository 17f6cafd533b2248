// Saves what Wagtail's autosave passes over. Wagtail 8.0.1 compares the form with how it stands when the answer to a
// save comes, not with what was sent, so that what was typed meanwhile counts as saved; and with how it stands two
// seconds after it was loaded, so that what was typed before counts as having been there. Both times it says "Saved",
// and asks nothing of an editor who leaves. To be removed when it compares with what the server has.

const SETTLED = 400; // milliseconds in which the rich text editor puts what was typed into the form
const NOT_TYPED = /^(csrfmiddlewaretoken|loaded_revision_.*|overwrite_revision_id|next|comments-.*)$/;
const forms = new WeakMap();

/** What is known of a form: when something was last typed in it, and what was sent of it when. */
const known = (form) => forms.get(form) ?? forms.set(form, { typed: -Infinity, watched: false }).get(form);

const written = (data) =>
  JSON.stringify([...data].filter(([name]) => !NOT_TYPED.test(name)).map(([name, value]) => [name, value.name ?? value]));

/** Let Wagtail's next look at the form find a change. */
const saveAgain = (form) => form.setAttribute("data-w-unsaved-force-value", "true");

function typed({ isTrusted, target }) {
  const form = isTrusted && target.closest?.('form[data-controller~="w-autosave"]');
  if (form) known(form).typed = performance.now();
}

for (const kind of ["beforeinput", "input", "change"]) document.addEventListener(kind, typed, true);

document.addEventListener("w-unsaved:watch-edits", ({ target: form }) => {
  const { watched, typed: at } = known(form);
  known(form).watched = true;
  if (!watched && at > 0) setTimeout(saveAgain, 0, form);
});

document.addEventListener("w-autosave:save", ({ target: form, detail }) => {
  Object.assign(known(form), { sent: written(detail.formData), at: performance.now() });
});

document.addEventListener("w-autosave:success", ({ target: form }) => {
  const { sent, at } = known(form);
  setTimeout(() => {
    if (known(form).typed > at - SETTLED && known(form).at === at && written(new FormData(form)) !== sent) saveAgain(form);
  }, SETTLED);
});
