import type { Access } from "../../domain/contract/endpoint.ts";
import { listImports } from "../../domain/imports/contract.ts";

interface Page {
  readonly name: "map" | "imports";
  readonly path: string;
  /** Who has any use for it. */
  readonly access: Access;
}

/** Every screen that one may go to by itself, in the order of the menu. */
export const PAGES: readonly Page[] = [
  { name: "map", path: "/", access: "anyone" },
  { name: "imports", path: "/imports", access: listImports.access },
];
