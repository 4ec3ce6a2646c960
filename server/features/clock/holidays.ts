import Holidays from "date-holidays";

/** Public holidays of Italy and the feast of the city's patron saint, by date, in Italian. */
export type FindHoliday = (date: string) => string | null;

const PATRON_SAINTS: Readonly<Record<string, { readonly monthDay: string; readonly name: string }>> = {
  torino: { monthDay: "06-24", name: "San Giovanni" },
};

/** @param patronOf the city whose patron is kept; the sample city is Turin's centre */
export function openHolidays(patronOf: string): FindHoliday {
  const calendar = new Holidays("IT");
  const patron = PATRON_SAINTS[patronOf];
  const years = new Map<number, Map<string, string>>();
  return (date) => {
    const year = Number(date.slice(0, 4));
    let known = years.get(year);
    if (known === undefined) {
      known = new Map(
        calendar
          .getHolidays(year, "it")
          .filter((holiday) => holiday.type === "public")
          .map((holiday) => [holiday.date.slice(0, 10), holiday.name]),
      );
      if (patron !== undefined) known.set(`${year}-${patron.monthDay}`, patron.name);
      years.set(year, known);
    }
    return known.get(date) ?? null;
  };
}
