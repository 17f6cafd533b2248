// Cleans what is pasted into the rich text editor before the editor takes it. Draft.js reads the text of HTML and not
// its layout, so that the cells of a table became one word and the comments of a Word document a part of the text.

const EDITOR = ".DraftEditor-root";
const OWN = "[data-draftjs-conductor-fragment]"; // copied from another field of the editor: nothing to clean
const BLOCK = /^(address|blockquote|caption|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul)$/;

// Comments and their marks, as Word and Excel write them and as Google Docs exports them; and what is not shown there.
const STYLES = ["mso-element:comment", "mso-special-character:comment", "mso-hide:all", "display:none"];
const NOT_TEXT = [
  ...STYLES.flatMap((style) => [style, style.replace(":", ": ")]).map((style) => `[style*="${style}" i]`),
  ".MsoCommentReference, .MsoCommentText, .MsoCommentSubject, .msocomanchor, .msocomtxt, .msocomoff",
  '[href*="#_msocom_"], [href*="#_msoanchor_"], [name^="_msocom_"], [id^="_com_"], comment',
  'sup:has(> a[href*="#cmnt"]), div:has(> p > a[href*="#cmnt_ref"])',
  ".msoDel, del[cite], del[datetime], [hidden], style, script, title",
].join();
const cleaned = new WeakSet(); // events of our own

/** The HTML without comments, and with a paragraph for each row of a table; null if there is nothing to clean. */
function clean(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const unwanted = body.querySelectorAll(NOT_TEXT);
  const tables = [...body.querySelectorAll("table")].reverse(); // those within others first
  if (body.querySelector(OWN) || !(unwanted.length || tables.length)) return null;
  for (const element of unwanted) element.remove();
  for (const table of tables) table.replaceWith(...rowsOf(table));
  return body;
}

function rowsOf(table) {
  const captions = [...table.querySelectorAll(":scope > caption")].map((caption) => paragraph([caption]));
  return [...captions, ...[...table.rows].flatMap((row) => paragraphsOf([...row.cells].filter(says)))];
}

const says = (cell) => cell.textContent.trim() !== "";

/** A row of one cell, as in a table made for its layout, keeps the paragraphs in it. */
function paragraphsOf(cells) {
  if (cells.length > 1) return [paragraph(cells)];
  return cells.flatMap((cell) => ([...cell.children].some(isBlock) ? [...cell.childNodes] : [paragraph([cell])]));
}

const isBlock = (node) => node.nodeType === Node.ELEMENT_NODE && BLOCK.test(node.localName);

/** Everything in some elements as one paragraph, with spaces where there was a new line or cell. */
function paragraph(elements) {
  const made = elements[0].ownerDocument.createElement("p");
  for (const element of elements) {
    made.append(" ", ...inline(element));
  }
  tidySpaces(made);
  return made;
}

function inline(node) {
  return [...node.childNodes].flatMap((child) => {
    if (child.localName === "br") return [" "];
    if (isBlock(child)) return [" ", ...inline(child), " "];
    if (child.nodeType === Node.ELEMENT_NODE) child.replaceChildren(...inline(child));
    return [child];
  });
}

/** One space at most in a row, and none at the ends, wherever the pieces of text stand. */
function tidySpaces(element) {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let before = " ";
  let last = null;
  while (walker.nextNode()) {
    const piece = walker.currentNode;
    piece.data = `${before}${piece.data}`.replace(/[\s\u00a0]+/g, " ").slice(before.length);
    if (piece.data) [last, before] = [piece, piece.data.at(-1) === " " ? " " : "x"];
  }
  if (last) last.data = last.data.trimEnd();
}

document.addEventListener(
  "paste",
  (event) => {
    const { target, clipboardData } = event;
    const html = clipboardData?.getData("text/html");
    if (!html || cleaned.has(event) || !target.closest?.(EDITOR)) return;
    const body = clean(html);
    if (!body) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const data = new DataTransfer();
    data.setData("text/html", body.innerHTML);
    data.setData("text/plain", body.textContent.trim());
    const again = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true, composed: true });
    cleaned.add(again);
    target.dispatchEvent(again);
  },
  true,
);
