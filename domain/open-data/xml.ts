/** A small tree of XML and how it is written (XML 1.0, fifth edition). */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlChild[];
}

type XmlChild = XmlElement | string;

/** An element; children that are null are not there. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (XmlChild | null)[]
): XmlElement {
  return { name, attributes, children: children.filter((child) => child !== null) };
}

/** An element that holds text or elements, and has no attributes: the most of them. */
export const tag = (name: string, ...children: readonly (XmlChild | null)[]) =>
  element(name, {}, ...children);

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  // Else readers would make spaces of them within an attribute (§3.3.3).
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** What §2.2 lets no document hold, not even escaped: control signs, halves of pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is meant
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const writeText = (text: string, signs: RegExp) =>
  text.replace(FORBIDDEN, "").replace(signs, (sign) => ENTITIES[sign]!);

function write({ name, attributes, children }: XmlElement): string {
  const listed = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${writeText(value, /[&<"\t\n\r]/g)}"`,
  );
  const inner = children.map((child) =>
    typeof child === "string" ? writeText(child, /[&<>\r]/g) : write(child),
  );
  const head = `${name}${listed.join("")}`;
  return inner.length === 0 ? `<${head}/>` : `<${head}>${inner.join("")}</${name}>`;
}

/** The whole document, in UTF-8. */
export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root)}\n`;
}
