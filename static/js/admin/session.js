// Whether the server can be reached and who is signed in there, and signing in beside a form.

const SESSION = "/admin/session/";
const SIGNED_IN = `${SESSION}signed-in/`;
const SIGN_IN = `/admin/login/?next=${SIGNED_IN}`;
const MAX_WAIT = 10_000; // milliseconds

const editor = (window.siteEditor ??= {});

/** The form of the page that is open, if it is one whose text is kept. */
editor.form = () => {
  const form = document.querySelector("form[data-edit-form]");
  return form?.elements.form_key ? form : null;
};

editor.words = (form) => form.querySelector("[data-kept-words]").dataset;

function renew(proof) {
  if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = proof;
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = proof;
}

/** Ask the server: `state` is "here", "signed out" or "away"; with `form` and `attempt`, what became of the attempt. */
editor.ask = async (question = {}) => {
  try {
    const response = await fetch(`${SESSION}?${new URLSearchParams(question)}`, {
      headers: { Accept: "application/json" },
      cache: "no-store",
      signal: AbortSignal.timeout(MAX_WAIT),
    });
    if (response.status === 401) return { state: "signed out" };
    const answer = response.ok ? await response.json() : null;
    if (!answer?.csrf) return { state: "away" };
    renew(answer.csrf);
    return { state: "here", ...answer };
  } catch {
    return { state: "away" };
  }
};

/** Leave a form that was opened by somebody else than who is signed in. */
editor.leave = () => {
  window.addEventListener("w-unsaved:confirm", (event) => event.preventDefault(), { once: true });
  document.body.replaceChildren();
  window.location.replace(window.location.href);
};

/** Whether the form's own user is signed in; one who is not leaves at once. */
function isOwn(form, answer) {
  if (answer.state !== "here") return false;
  if (answer.user === form.elements.form_user.value) return true;
  editor.leave();
  return false;
}

let open = null;

/** Let somebody sign in beside the form. Resolves to whether it was done. */
editor.signIn = (form) => (open ??= ask(form).finally(() => (open = null)));

function ask(form) {
  const dialog = form.querySelector("template[data-sign-in]").content.firstElementChild.cloneNode(true);
  const frame = dialog.querySelector("iframe");
  document.body.append(dialog);
  frame.src = SIGN_IN;
  dialog.showModal();
  return new Promise((resolve) => {
    const look = async () => {
      if (dialog.open && !document.hidden && isOwn(form, await editor.ask())) dialog.close("signed in");
    };
    frame.addEventListener("load", () => frame.contentWindow.location.pathname === SIGNED_IN && look());
    window.addEventListener("focus", look); // signed in from another window
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      window.removeEventListener("focus", look);
      dialog.remove();
      resolve(dialog.returnValue === "signed in");
    });
  });
}

document.addEventListener("visibilitychange", async () => {
  const form = editor.form();
  if (form && !document.hidden) isOwn(form, await editor.ask());
});
