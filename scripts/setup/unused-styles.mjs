import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What a class can be written as in a page's source. */
const WORD = /[A-Za-z_][\w-]*/g;
const CLASS = /\.(-?[A-Za-z_][\w-]*)/g;

/**
 * Takes out of a package's stylesheet the rules for classes that no source names, and the custom properties that
 * nothing reads then. Of bootstrap-italia's 612 kB the page needs what sets its elements right: the rest was parsed
 * before the first frame, and looked through at every change of style.
 * @param {string} packageName whose stylesheets are searched; no other is touched
 * @param {string} folder of the sources
 * @returns {import("postcss").Plugin}
 */
export function withoutUnusedStyles(packageName, folder) {
  /** @param {import("postcss").Node} node */
  const isIts = (node) => node.source?.input.file?.includes(`/${packageName}/`) ?? false;
  return {
    postcssPlugin: "without-unused-styles",
    OnceExit(root) {
      const named = wordsOf(folder);
      const isUsed = (/** @type {string} */ selector) =>
        [...selector.matchAll(CLASS)].every(([, name]) => named.has(name ?? ""));
      root.walkRules((rule) => {
        const { parent } = rule;
        if (
          !isIts(rule) ||
          (parent?.type === "atrule" && "name" in parent && /keyframes$/.test(String(parent.name)))
        )
          return;
        const kept = rule.selectors.filter(isUsed);
        if (kept.length === 0) rule.remove();
        else if (kept.length < rule.selectors.length) rule.selectors = kept;
      });
      while (dropUnread(root, isIts));
      root.walkAtRules((rule) => {
        if (isIts(rule) && rule.nodes?.length === 0) rule.remove();
      });
    },
  };
}

/**
 * @param {import("postcss").Root} root
 * @param {(node: import("postcss").Node) => boolean} isIts
 * @returns whether a custom property was dropped: others may have been read by it alone
 */
function dropUnread(root, isIts) {
  const read = new Set();
  root.walkDecls(({ value }) => {
    for (const [name] of value.matchAll(/--[\w-]+/g)) read.add(name);
  });
  let dropped = false;
  root.walkDecls(/^--/, (declaration) => {
    if (!isIts(declaration) || read.has(declaration.prop)) return;
    const rule = declaration.parent;
    declaration.remove();
    if (rule !== undefined && "nodes" in rule && rule.nodes?.length === 0) rule.remove();
    dropped = true;
  });
  return dropped;
}

/** @param {string} folder @returns {Set<string>} */
function wordsOf(folder) {
  /** @type {Set<string>} */
  const words = new Set();
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!/\.(tsx?|html)$/.test(entry) || /\.test\.tsx?$/.test(entry)) continue;
    for (const [word] of readFileSync(join(folder, entry), "utf8").matchAll(WORD)) words.add(word);
  }
  return words;
}
