// Imported first by every command, so that an old Node gets this sentence and not a stack trace.
// Built-ins and old syntax only.
const MINIMUM = "20.19";

const [major, minor] = numbers(process.versions.node);
const [neededMajor, neededMinor] = numbers(MINIMUM);
if (major < neededMajor || (major === neededMajor && minor < neededMinor)) {
  console.error(
    `Decumano needs Node ${MINIMUM} or newer; this is Node ${process.versions.node}. Get one from https://nodejs.org/.`,
  );
  process.exit(1);
}

/**
 * @param {string} version
 * @returns {[number, number]}
 */
function numbers(version) {
  const [first, second] = version.split(".").map(Number);
  return [first || 0, second || 0];
}
