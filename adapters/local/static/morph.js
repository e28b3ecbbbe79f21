// Changes one tree into another by as few steps as it can, so that an updated card keeps the reader's focus and the
// text being typed, and a screen reader hears only what is new. Children are paired by tag and `data-id`.

// Fields that a person is typing in: their text is not replaced. Whoever sends it takes the field out.
export const edited = new WeakSet();

const FIELDS = [HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement];

export function morph(from, to) {
  attributes(from, to);
  if (FIELDS.some((kind) => from instanceof kind)) field(from, to);
  become(from, ...to.childNodes);
}

// Makes `wanted` the children.
export function become(from, ...wanted) {
  sift(from, wanted);
  let next = from.firstChild;
  for (const each of wanted) {
    const found = match(next, each);
    if (found === null) {
      from.insertBefore(each, next);
      continue;
    }
    if (found === next) next = next.nextSibling;
    else from.insertBefore(found, next);
    if (found.nodeType === Node.ELEMENT_NODE) morph(found, each);
    else if (found.data !== each.data) found.data = each.data;
  }
}

function attributes(from, to) {
  for (const { name } of [...from.attributes]) {
    const opened = from instanceof HTMLDetailsElement && name === "open";
    if (!opened && !to.hasAttribute(name)) from.removeAttribute(name);
  }
  for (const { name, value } of to.attributes) if (from.getAttribute(name) !== value) from.setAttribute(name, value);
}

function field(from, to) {
  if (from.type === "checkbox" || from.type === "radio") from.checked = to.checked;
  else if (!edited.has(from)) from.value = to.value;
}

// First of all goes what is no longer wanted, so that what stays seldom has to move: moving an element takes its focus.
function sift(from, wanted) {
  const left = wanted.map(name);
  for (const child of [...from.childNodes]) {
    const place = left.indexOf(name(child));
    if (place < 0) child.remove();
    else left.splice(place, 1);
  }
}

function match(from, wanted) {
  for (let each = from; each !== null; each = each.nextSibling) if (name(each) === name(wanted)) return each;
  return null;
}

function name(node) {
  return `${node.nodeName} ${node.dataset?.id ?? ""}`;
}
