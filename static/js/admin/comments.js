// Keeps what is written in the comments beside a form while the form is saved by itself.
//
// When the answer comes, Wagtail (8.0.1) puts all comments in anew, as the server has them: a comment or a reply that is
// half written, or that was finished or changed after the form had been sent, would be gone. To be removed when it keeps them.

const app = window.comments?.commentApp;
const FIRST_ID = 1_000_000; // of comments that are put back: Wagtail counts its own from 1, anew each time
let lastId = FIRST_ID;
let sent = new Map();

const comments = () => app.store.getState().comments.comments;
const isHalf = ({ mode }) => mode === "creating" || mode === "editing";
const half = ({ mode, newText }) => (mode === "editing" ? { mode, newText } : {});

/** What a comment or a reply says that was not sent: what is half written, and what was changed meanwhile. */
function unsent(one, asSent) {
  const changed = ["text", "deleted", "resolved"].filter((name) => asSent && one[name] !== asSent[name]);
  return { ...half(one), ...Object.fromEntries(changed.map((name) => [name, one[name]])) };
}

/** The one among those that came from the server that was this one when the form was sent. */
const twinOf = (one, asSent, others) =>
  [...others].find((other) =>
    one.remoteId
      ? other.remoteId === one.remoteId
      : other.contentpath === asSent.contentpath && other.text === asSent.text,
  );

/** What came from the server, with each comment at the words where it stands by now: others may have been typed before. */
function inPlace(data, before) {
  const placed = data.comments.map((one) => {
    const isThis = (old) =>
      old.remoteId ? old.remoteId === one.pk : old.contentpath === one.contentpath && old.text === one.text;
    return { ...one, position: before.find(isThis)?.position ?? one.position };
  });
  return { ...data, comments: placed };
}

function putBackReply(reply, asSent, comment) {
  const twin = asSent && twinOf(reply, asSent, comment.replies.values());
  if (twin) app.store.dispatch(app.actions.updateReply(comment.localId, twin.localId, unsent(reply, asSent)));
  else if (!reply.remoteId && !asSent) app.store.dispatch(app.actions.addReply(comment.localId, reply));
}

/** Put back what was not sent of a comment; its number now, if there still is one. */
function putBack(old) {
  const asSent = sent.get(old.localId);
  if (!old.remoteId && (!asSent || isHalf(asSent))) {
    lastId += 1;
    app.store.dispatch(app.actions.addComment({ ...old, localId: lastId, annotation: null }));
    return lastId;
  }
  const twin = asSent && twinOf(old, asSent, comments().values());
  if (!twin) return null;
  const { newReply } = old;
  app.store.dispatch(
    app.actions.updateComment(twin.localId, { ...unsent(old, asSent), ...(newReply ? { newReply } : {}) }),
  );
  for (const reply of old.replies.values()) putBackReply(reply, asSent.replies.get(reply.localId), twin);
  return twin.localId;
}

const focusOn = (id) =>
  app.store.dispatch(app.actions.setFocusedComment(id, { updatePinnedComment: true, forceFocus: false }));

/** Where the focus is in the comments: in which one, in which of its fields if in any, and where the caret stands. */
function placeOfFocus() {
  const { activeElement: element } = document;
  const comment = element?.closest("[data-comment-id]");
  if (!comment) return null;
  const { selectionStart: start, selectionEnd: end } = element;
  const field = [...comment.querySelectorAll("textarea")].indexOf(element);
  return { id: Number(comment.dataset.commentId), field, start, end };
}

function putFocusBack({ field, start, end }, id) {
  const comment = document.querySelector(`[data-comment-id="${id}"]`);
  const element = comment?.querySelectorAll("textarea")[field] ?? comment;
  element?.focus({ preventScroll: true });
  element?.setSelectionRange?.(start, end);
}

if (app) {
  document.addEventListener("w-autosave:save", () => (sent = comments()));
  const takeIn = app.updateData.bind(app);
  app.updateData = (data) => {
    const before = [...comments().values()];
    const chosen = app.selectors.selectFocused(app.store.getState());
    const isNowhere = document.activeElement === document.body; // as when the button that was pressed has gone
    const place = isNowhere ? { id: chosen } : placeOfFocus();
    focusOn(null);
    takeIn(inPlace(data, before));
    const now = new Map(before.map((old) => [old.localId, putBack(old)]));
    focusOn(now.get(chosen) ?? null); // by force, Wagtail would take the focus a quarter of a second later, wherever it was
    if (place && now.get(place.id)) putFocusBack(place, now.get(place.id));
  };
}
