// Saves what Wagtail's autosave passes over, and sends nothing that could be lost on the way.
//
// Wagtail 8.0.1 compares the form with how it stands when the answer to a save comes, not with what was sent, so that
// what was typed meanwhile counts as saved; and with how it stands two seconds after it was loaded, so that what was
// typed before counts as having been there. Nor does it wait with a form that is sent while a save is under way, nor
// say which version it has saved last. To be removed when it compares with what the server has, and waits.

const MAX_SAVE_TIME = 8000; // milliseconds
const SETTLED = 400; // milliseconds in which the rich text editor puts what was typed into the form
const MAX_ANSWER_TIME = 60_000; // milliseconds, to a form that somebody has sent
const BETWEEN_TRIES = 4000; // milliseconds, while the server cannot be reached
const AFTER_NOT_NOW = 60_000; // milliseconds, when somebody has chosen to sign in later
const CHECK_INTERVAL = "data-w-unsaved-check-interval-value";
const NOT_TYPED = /^(csrfmiddlewaretoken|loaded_revision_.*|overwrite_.*|form_.*|next|comments-.*)$/;
const editor = window.siteEditor;
const forms = new WeakMap();

/** What is known of a form: when something was last typed in it, and what was sent of it when. */
const known = (form) => forms.get(form) ?? forms.set(form, { typed: -Infinity }).get(form);

const isOurs = (form) => Boolean(form?.matches?.("form[data-edit-form]") && form.elements.form_key);
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
const newAttempt = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;

const written = (data) =>
  JSON.stringify([...data].filter(([name]) => !NOT_TYPED.test(name)).map(([name, value]) => [name, value.name ?? value]));

/** Whether the form is as it was sent last: neither a person nor an editor that writes its value anew has changed it. */
const isAsSent = (form) => written(new FormData(form)) === known(form).sent;

/** Whether Wagtail counts the form as changed without looking at it, as one that is shown with what was not saved. */
const isForced = (form) => form.getAttribute("data-w-unsaved-force-value") === "true";

/** Let Wagtail's next look at the form find a change. */
const saveAgain = (form) => form.setAttribute("data-w-unsaved-force-value", "true");

/** Let Wagtail save at once what it has tried to save before. */
const tryAgain = (form) =>
  form.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail: { type: "edits" } }));

/** The one hidden field of a name; made if it is missing. */
function hidden(form, name) {
  const fields = [...form.querySelectorAll(`input[type=hidden][name="${name}"]`)];
  fields.slice(0, -1).forEach((field) => field.remove());
  if (fields.length) return fields.at(-1);
  const field = Object.assign(document.createElement("input"), { type: "hidden", name });
  form.append(field);
  return field;
}

/** Remember which version the form stands at. */
function standAt(form, { revision_id: id, revision_created_at: at }) {
  if (!id) return;
  hidden(form, "loaded_revision_id").value = id;
  hidden(form, "loaded_revision_created_at").value = at;
}

/** Take in the answer to a save that did not arrive, as Wagtail does with one that does. */
async function takeIn(form, answer) {
  form.dataset.wAutosaveRevisionIdValue = answer.revision_id;
  for (const [name, value] of Object.entries(answer.field_updates ?? {})) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  }
  if (answer.url) {
    form.action = answer.url;
    window.history.replaceState(null, "", answer.url);
    const partials = form.querySelector("[data-w-autosave-target=partials]");
    if (partials) partials.innerHTML = await (await fetch(answer.hydrate_url)).text();
  }
  standAt(form, answer);
}

/** Keep trying until the server can be reached, then find out what became of the last save and go on from there. */
async function reach(form) {
  const state = known(form);
  if (state.reaching) return;
  state.reaching = true;
  for (;;) {
    const answer = await editor.ask({ form: form.elements.form_key.value, attempt: state.unanswered });
    if (answer.state === "here") {
      if (answer.saved?.json) await takeIn(form, answer.saved.json);
      break;
    }
    if (answer.state !== "signed out") await pause(BETWEEN_TRIES);
    else if (!(await editor.signIn(form))) await pause(AFTER_NOT_NOW);
  }
  Object.assign(state, { reaching: false, unanswered: null });
  tryAgain(form);
}

function typed({ isTrusted, target }) {
  const form = isTrusted && target.closest?.("form[data-edit-form]");
  if (!isOurs(form)) return;
  const state = known(form);
  state.typed = performance.now();
  clearTimeout(state.keeping);
  state.keeping = setTimeout(() => {
    editor.keep(form, { attempt: state.attempt });
    if (isForced(form)) tryAgain(form);
  }, SETTLED);
}

for (const kind of ["beforeinput", "input", "change"]) document.addEventListener(kind, typed, true);

// What was typed before this script had come.
const { activeElement: field } = document;
if (field?.form && field.value !== (field.defaultValue ?? field.value)) typed({ isTrusted: true, target: field });

document.addEventListener("w-unsaved:add", ({ target: form }) => isOurs(form) && editor.keep(form, known(form)));

document.addEventListener("w-unsaved:clear", ({ target: form }) => {
  if (!isOurs(form)) return;
  // A form that was forced when it was opened is never looked at again, unless it is told to be.
  if (!form.hasAttribute(CHECK_INTERVAL)) form.setAttribute(CHECK_INTERVAL, "500"); // milliseconds, Wagtail's own
  const { unanswered, sent, keeping } = known(form);
  if (unanswered || (sent && !isAsSent(form))) return;
  clearTimeout(keeping);
  editor.forget(form);
});

// Wagtail takes note of the form once or twice when it is loaded, each time as if nothing had been typed before.
document.addEventListener("w-unsaved:watch-edits", ({ target: form }) => {
  if (isOurs(form) && !known(form).sent && known(form).typed > 0) setTimeout(saveAgain, 0, form);
});

document.addEventListener("w-autosave:save", (event) => {
  const { target: form, detail } = event;
  if (!isOurs(form)) return;
  const state = known(form);
  if (state.unanswered || state.sending) return event.preventDefault();
  state.attempt = newAttempt();
  detail.formData.set("form_attempt", state.attempt);
  editor.keep(form, { attempt: state.attempt });
  Object.assign(state, { sent: written(detail.formData), at: performance.now() });
  queueMicrotask(() => (state.saving = !event.defaultPrevented));
});

document.addEventListener(
  "w-autosave:error",
  ({ target: form, detail }) => {
    if (!isOurs(form)) return;
    const state = known(form);
    const code = detail.response?.error_code;
    if (code === "other_user") return editor.leave();
    if (code === "csrf") {
      const since = performance.now() - (state.refusedAt ?? -Infinity);
      state.refusedAt = performance.now();
      if (since < BETWEEN_TRIES) return; // the server was asked for another proof a moment ago
    } else if (!code || code === "signed_out" || code === "internal_error") {
      detail.text = code === "signed_out" ? detail.response.error_message : editor.words(form).away;
    } else {
      return;
    }
    state.unanswered = state.attempt;
    reach(form);
  },
  true,
);

document.addEventListener("w-autosave:success", ({ target: form, detail }) => isOurs(form) && standAt(form, detail.data));

for (const kind of ["success", "error"]) {
  document.addEventListener(`w-autosave:${kind}`, ({ target: form }) => {
    known(form).saving = false;
    known(form).saved?.();
  });
}

document.addEventListener("w-autosave:success", ({ target: form }) => {
  const { at } = known(form);
  setTimeout(() => known(form).at === at && !isAsSent(form) && saveAgain(form), SETTLED);
});

/** Send a form when it can be received: after a save that is under way, and signed in. Gives whether it was sent. */
async function send(form, submitter) {
  const state = known(form);
  if (state.saving) await Promise.race([new Promise((resolve) => (state.saved = resolve)), pause(MAX_SAVE_TIME)]);
  editor.keep(form, state);
  const question = state.unanswered ? { form: form.elements.form_key.value, attempt: state.unanswered } : {};
  let answer = await editor.ask(question);
  if (answer.state === "signed out" && (await editor.signIn(form))) answer = await editor.ask(question);
  if (answer.state !== "here" || answer.user !== form.elements.form_user.value) {
    submitter?.setAttribute("data-w-progress-loading-value", "false");
    const detail = { clear: true, text: editor.words(form).away, type: "error" };
    if (answer.state === "away") document.dispatchEvent(new CustomEvent("w-messages:add", { detail }));
    return false;
  }
  if (answer.saved?.json) await takeIn(form, answer.saved.json);
  const attempt = newAttempt();
  hidden(form, "form_attempt").value = attempt;
  editor.keep(form, { attempt, isSent: true });
  if (submitter?.name) hidden(form, submitter.name).value = submitter.value; // a button may be disabled by now
  state.passes = true;
  form.requestSubmit();
  state.passes = false;
  await pause(MAX_ANSWER_TIME); // nothing is saved beside it; as a rule the page has gone by then
  return true;
}

document.addEventListener(
  "submit",
  (event) => {
    const { target: form, submitter } = event;
    if (!isOurs(form) || known(form).passes) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const state = known(form);
    form.toggleAttribute("data-sending", true);
    state.sending ??= send(form, submitter).catch(() => false).then((isSent) => {
      state.sending = null;
      form.toggleAttribute("data-sending", false);
      if (!isSent) tryAgain(form);
    });
  },
  true,
);

// The warning about a newer version: who decides to overwrite it says so of the version that they were warned of.
document.addEventListener("w-swap:json", ({ detail }) => {
  const newer = detail.data?.other_sessions?.find((session) => session.revision_id);
  const form = newer && editor.form();
  if (form) known(form).newer = newer.revision_id;
});

document.addEventListener(
  "w-dialog:confirmed",
  ({ target }) => {
    const form = target.id === "w-save-confirmation-dialog" && editor.form();
    if (form && known(form).newer) hidden(form, "overwrite_newer").value = known(form).newer;
  },
  true,
);
