"""What a browser makes of a page's text: columns too narrow to read, text outside the window or cut off."""

MIN_CHARACTERS = 9  # on a line of a column, unless its whole text is shorter

# As the visitor's own setting does. Raises where the text does not follow.
ENLARGE_TEXT = """percent => {
  const size = () => parseFloat(getComputedStyle(document.body).fontSize), root = document.documentElement;
  root.style.fontSize = "";
  const before = size();
  root.style.fontSize = `${percent}%`;
  const larger = size() / before;
  if (Math.abs(larger - percent / 100) > 0.01) throw Error(`the text became ${larger} times as large`);
}"""

# A column is a block with text of its own. A character is half as wide as its font is high.
FAULTS = """minimum => {
  const faults = [], root = document.documentElement, columns = new Map();
  const named = (element) => `${element.localName}.${[...element.classList].join(".")}`;
  if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} px wide`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!text.data.trim() || !text.parentElement.checkVisibility({ visibilityProperty: true })) continue;
    if (text.parentElement.closest(".visually-hidden, .skip-link, svg, option, script, wagtail-userbar")) continue;
    let block = text.parentElement;
    while (/^(inline|contents)$/.test(getComputedStyle(block).display)) block = block.parentElement;
    columns.set(block, [...(columns.get(block) ?? []), text]);
  }
  const known = new Map([[document.body, []]]);
  const clipping = (element) => {
    if (!known.has(element)) {
      const clips = getComputedStyle(element).overflowX !== "visible", around = clipping(element.parentElement);
      known.set(element, clips ? [[element, element.getBoundingClientRect()], ...around] : around);
    }
    return known.get(element);
  };
  for (const [block, texts] of columns) {
    const style = getComputedStyle(block), range = document.createRange(), lines = new Set();
    const said = texts.map((text) => text.data.trim()).join(" ").slice(0, 30);
    for (const text of texts) {
      range.selectNodeContents(text);
      for (const box of range.getClientRects()) {
        if (!box.width) continue;
        lines.add(Math.round(box.bottom / parseFloat(style.fontSize)));
        if (box.left < -1 || box.right > root.clientWidth + 1) faults.push(`outside: ${named(block)} ${said}`);
        for (const [around, edge] of clipping(block)) {
          const inside = box.right <= edge.right + 1 && box.left >= edge.left - 1;
          if (!inside) faults.push(`cut off: ${named(around)} ${said}`);
        }
      }
    }
    const width = block.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const characters = width / (parseFloat(style.fontSize) / 2), line = characters.toFixed(1);
    if (lines.size > 1 && characters < minimum) faults.push(`${line} characters: ${named(block)} ${said}`);
  }
  return [...new Set(faults)];
}"""

# Text that is too pale to be read on white paper, on which browsers print no backgrounds: less contrast than 4.5 to 1.
PALE_ON_PAPER = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const linear = (part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  const contrast = (color) => {
    canvas.fillStyle = "white";
    canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map(linear);
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
  };
  const pale = new Set(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement: around } = walker.currentNode;
    if (!data.trim() || !around.checkVisibility({ visibilityProperty: true })) continue;
    if (around.closest(".visually-hidden, .skip-link, svg, script")) continue;
    const said = `pale: ${around.className} ${data.trim().slice(0, 30)}`;
    if (contrast(getComputedStyle(around).color) < 4.5) pale.add(said);
  }
  return [...pale];
}"""
