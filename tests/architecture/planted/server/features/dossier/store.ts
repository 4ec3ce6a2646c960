import "fast-check";
import "left-undeclared";

export const readDossier = {};
