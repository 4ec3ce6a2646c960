/**
 * What a reader of the database can see, as PostgreSQL writes it: `xmin:xmax:xip,xip` (manual, §9.28, type
 * pg_snapshot). It is the id of our events: "after this" then means whatever this could not see, however late the
 * transaction that wrote it committed.
 */
const SNAPSHOT = /^(\d{1,19}):(\d{1,19}):((?:\d{1,19}(?:,\d{1,19})*)?)$/;
/** A snapshot names each transaction under way: some hundreds of connections at most. */
export const LONGEST_SNAPSHOT = 8_000;

/** Whether PostgreSQL would read it: the transactions under way in order, between the two bounds. */
export function isSnapshot(text: string): boolean {
  const match = text.length > LONGEST_SNAPSHOT ? null : SNAPSHOT.exec(text);
  if (match === null) return false;
  const [xmin, xmax] = [BigInt(match[1]!), BigInt(match[2]!)];
  if (xmin < 1n || xmax < xmin || xmax >= 1n << 63n) return false;
  const underWay = match[3] === "" ? [] : match[3]!.split(",").map(BigInt);
  return underWay.every((xid, at) => xid >= xmin && xid < xmax && (at === 0 || xid > underWay[at - 1]!));
}
