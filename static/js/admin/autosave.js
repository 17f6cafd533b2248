// Saves what Wagtail's autosave passes over. Wagtail 8.0.1 compares the form with how it stands when the answer to a
// save comes, not with what was sent, so that what was typed meanwhile counts as saved; and with how it stands two
// seconds after it was loaded, so that what was typed before counts as having been there. Both times it says "Saved",
// and asks nothing of an editor who leaves. Nor does it wait with a form that is sent while a save is under way: both
// arrive, and a new page is made twice. To be removed when it compares with what the server has, and waits.

const LONGEST_SAVE = 8000; // milliseconds
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

document.addEventListener("w-autosave:save", (event) => {
  const { target: form, detail } = event;
  Object.assign(known(form), { sent: written(detail.formData), at: performance.now() });
  queueMicrotask(() => (known(form).saving = !event.defaultPrevented));
});

for (const kind of ["success", "error"]) {
  document.addEventListener(`w-autosave:${kind}`, ({ target: form }) => {
    known(form).saving = false;
    known(form).send?.();
  });
}

// What is sent while a save is under way is sent when that is done, once.
document.addEventListener(
  "submit",
  (event) => {
    const { target: form, submitter } = event;
    const state = forms.get(form);
    if (!state?.saving) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (state.send) return;
    const send = () => {
      if (state.send !== send) return;
      Object.assign(state, { send: null, saving: false });
      if (submitter?.name) {
        const { name, value } = submitter; // which is disabled by now
        form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
      }
      form.requestSubmit();
    };
    state.send = send;
    setTimeout(send, LONGEST_SAVE);
  },
  true,
);

document.addEventListener("w-autosave:success", ({ target: form }) => {
  const { sent, at } = known(form);
  setTimeout(() => {
    if (known(form).typed > at - SETTLED && known(form).at === at && written(new FormData(form)) !== sent) saveAgain(form);
  }, SETTLED);
});
