// Keeps what is typed in a form in this browser until it is saved, for its user and its page, and offers it when the
// form is opened the next time. It comes back by way of the server, which makes the form of what was typed.

const PREFIX = "kept-text:";
const MAX_AGE = 30 * 24 * 3600 * 1000; // milliseconds
const NOT_KEPT = /^(csrfmiddlewaretoken|form_attempt|show_again|overwrite_newer|action-.*)$/;

const editor = window.siteEditor;

const pathOf = (form) => new URL(form.action, window.location.href).pathname;

function* everything() {
  for (const name of Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) {
    try {
      yield [name, JSON.parse(localStorage.getItem(name))];
    } catch {
      localStorage.removeItem(name);
    }
  }
}

/** Keep what stands in a form. With `isSent` its sender is about to leave the form. */
editor.keep = (form, { attempt = "", data = new FormData(form), isSent = false } = {}) => {
  const { form_key: key, form_user: user } = form.elements;
  const fields = [...data].filter(([name, value]) => typeof value === "string" && !NOT_KEPT.test(name));
  const kept = { user: user.value, path: pathOf(form), key: key.value, attempt, fields, isSent, at: Date.now() };
  const put = () => localStorage.setItem(PREFIX + key.value, JSON.stringify(kept));
  try {
    put();
  } catch {
    // There is no more room: what is oldest gives way.
    const others = [...everything()].filter(([name]) => name !== PREFIX + key.value);
    others.sort(([, one], [, other]) => one.at - other.at).slice(0, 3).forEach(([name]) => localStorage.removeItem(name));
    try {
      put();
    } catch (error) {
      console.warn("Unsaved text is not kept:", error.name);
    }
  }
};

editor.forget = (form) => localStorage.removeItem(PREFIX + form.elements.form_key.value);

/** Remove what is old, and what was sent and has been saved. */
async function tidy() {
  for (const [name, { at, isSent, key, attempt, user }] of everything()) {
    if (Date.now() - at > MAX_AGE) localStorage.removeItem(name);
    else if (isSent) {
      const answer = await editor.ask({ form: key, attempt });
      if (answer.saved && answer.user === user) localStorage.removeItem(name);
    }
  }
}

/** Let the server make the form of what was kept. */
function bringBack(form, kept) {
  const again = Object.assign(document.createElement("form"), { method: "post", action: kept.path, hidden: true });
  const proof = form.elements.csrfmiddlewaretoken.value;
  for (const [name, value] of [...kept.fields, ["csrfmiddlewaretoken", proof], ["show_again", "1"]]) {
    again.append(Object.assign(document.createElement("textarea"), { name, value }));
  }
  document.body.append(again);
  again.submit();
}

function offer(form) {
  const { form_key: key, form_user: user } = form.elements;
  const found = [...everything()].filter(
    ([, kept]) => kept.user === user.value && kept.path === pathOf(form) && kept.key !== key.value,
  );
  found.sort(([, one], [, other]) => other.at - one.at);
  if (!found.length) return;
  const [name, kept] = found[0];
  const notice = form.querySelector("template[data-kept-offer]").content.firstElementChild.cloneNode(true);
  const when = notice.querySelector("time");
  when.dateTime = new Date(kept.at).toISOString();
  when.textContent = new Intl.DateTimeFormat(document.documentElement.lang || "sv", {
    dateStyle: "long",
    timeStyle: "short",
  }).format(kept.at);
  notice.querySelector("[data-bring-back]").addEventListener("click", () => bringBack(form, kept));
  notice.querySelector("[data-throw-away]").addEventListener("click", () => {
    localStorage.removeItem(name);
    notice.remove();
    offer(form);
  });
  form.before(notice);
}

await tidy();
if (editor.form()) offer(editor.form());
