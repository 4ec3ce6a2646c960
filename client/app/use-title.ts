import { useEffect } from "react";

/** Names the page after what it shows, for tabs, bookmarks and screen readers. */
export function useTitle(thing: string | null, cityName: string): void {
  useEffect(() => {
    document.title = [thing, `Decumano ${cityName}`].filter((part) => part !== null).join(" · ");
  }, [thing, cityName]);
}
