/** What the terminal is told while a city is set up: a line a step, and progress on one line where it can be. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function sayProgress(what: string, done: number, total: number): void {
  if (process.stdout.isTTY) {
    process.stdout.write(`\r${what} ${done}/${total}  ${done >= total ? "\n" : ""}`);
  } else if (done >= total) {
    say(`${what} ${total}`);
  }
}
