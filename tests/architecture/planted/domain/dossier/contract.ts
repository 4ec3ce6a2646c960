export const getDossier = {};
