import { type Ref, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Place } from "../../../domain/places/contract.ts";
import { readPlaceText } from "../../../domain/places/place-text.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Combobox } from "../../ui/combobox.tsx";
import type { IconName } from "../../ui/icon.tsx";
import { usePlaces } from "./use-places.ts";

interface LocatorProps {
  readonly inputRef: Ref<HTMLInputElement>;
  readonly onPlace: (place: Place) => void;
  /** A stretch of street in words is to be drawn; where nothing is drawn it is not offered. */
  readonly onStretch?: (text: string) => void;
}

export const PLACE_ICONS: Record<Place["kind"], IconName> = {
  street: "street",
  address: "house",
  crossing: "plus",
  stop: "stop",
  square: "square",
  facility: "target",
  zone: "area",
};

/** What a place is, where, and what of it is not known: "via · Centro · il civico 12 non è noto". */
export function useDescribePlace(): (place: Place) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ kind, detail, unknownHouseNumber, apartMetres }) =>
    [
      t(`locator.kinds.${kind}`),
      detail,
      unknownHouseNumber && t("locator.noNumber", { number: unknownHouseNumber }),
      apartMetres && t("locator.apart", { distance: format.metres(Math.round(apartMetres)) }),
    ]
      .filter(Boolean)
      .join(" · ");
}

/** Finds a street, an address, a crossing, a square, a stop, a facility or a zone, and goes there. */
export function Locator({ inputRef, onPlace, onStretch }: LocatorProps) {
  const { t } = useTranslation();
  const describe = useDescribePlace();
  const [text, setText] = useState("");
  const places = usePlaces(text);
  const typed = text.trim().length >= 2;
  const stretch = onStretch !== undefined && typed && isStretch(text) ? text.trim() : null;
  const found = typed ? (places.data?.places ?? []) : [];
  const status = !typed
    ? null
    : places.isError
      ? t("locator.failed")
      : places.isFetching && found.length === 0
        ? t("locator.searching")
        : places.isSuccess && found.length === 0 && stretch === null
          ? t("locator.nothing", { text: text.trim() })
          : null;
  const draw = () => {
    if (stretch === null) return;
    setText("");
    onStretch?.(stretch);
  };
  const go = (place: Place) => {
    setText(place.title);
    onPlace(place);
  };
  return (
    <search className="locator">
      <Combobox
        inputRef={inputRef}
        label={t("locator.label")}
        labelHidden
        placeholder={t("locator.placeholder")}
        icon="search"
        text={text}
        onText={setText}
        options={[
          ...(stretch === null
            ? []
            : [
                {
                  id: "stretch",
                  label: stretch,
                  detail: t("locator.draw"),
                  icon: "line" as const,
                  place: null,
                },
              ]),
          ...found.map((place) => ({
            id: `${place.kind}-${place.id}`,
            label: place.title,
            detail: describe(place),
            icon: PLACE_ICONS[place.kind],
            place,
          })),
        ]}
        onChoose={({ place }) => (place === null ? draw() : go(place))}
        onSubmit={() => {
          if (stretch !== null) draw();
          else if (found[0]) go(found[0]);
        }}
        status={status}
      />
    </search>
  );
}

/** "via Nizza da via Berthollet a via Marconi": more than a name, which the search for names would not find. */
function isStretch(text: string): boolean {
  return readPlaceText(text).some(({ stretch }) => stretch.kind === "between" || stretch.kind === "measured");
}
