// Stops a form that the server would refuse for its size before it is sent: then what was typed is still in it.

const script = document.querySelector("script[data-max-fields]");

function problem(form) {
  const { maxFields, maxBytes, tooManyFields, tooMuchText } = script.dataset;
  const sent = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  if (sent.length > Number(maxFields)) return tooManyFields;
  return new Blob(sent.flat()).size > Number(maxBytes) ? tooMuchText : "";
}

document.addEventListener(
  "submit",
  (event) => {
    const { target: form, submitter } = event;
    const text = form.method === "post" && problem(form);
    if (!text) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // The button may be pressed again at once. Wagtail takes it out of use for half a minute, right after this event.
    setTimeout(() => submitter?.setAttribute("data-w-progress-loading-value", "false"));
    document.dispatchEvent(new CustomEvent("w-messages:add", { detail: { clear: true, text, type: "error" } }));
  },
  true,
);
