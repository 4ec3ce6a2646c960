import { type Ref, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Place } from "../../../domain/places/contract.ts";
import { Combobox } from "../../ui/combobox.tsx";
import type { IconName } from "../../ui/icon.tsx";
import { usePlaces } from "./use-places.ts";

interface LocatorProps {
  readonly inputRef: Ref<HTMLInputElement>;
  readonly onPlace: (place: Place) => void;
}

const ICONS: Record<Place["kind"], IconName> = {
  street: "street",
  address: "house",
  stop: "stop",
  square: "square",
};

/** Finds a street, an address, a square or a stop, and goes there. */
export function Locator({ inputRef, onPlace }: LocatorProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const places = usePlaces(text);
  const typed = text.trim().length >= 2;
  const found = typed ? (places.data?.places ?? []) : [];
  const status = !typed
    ? null
    : places.isError
      ? t("locator.failed")
      : places.isFetching && found.length === 0
        ? t("locator.searching")
        : places.isSuccess && found.length === 0
          ? t("locator.nothing", { text: text.trim() })
          : null;
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
        options={found.map((place) => ({
          id: `${place.kind}-${place.id}`,
          label: place.title,
          detail: t(`locator.kinds.${place.kind}`),
          icon: ICONS[place.kind],
          place,
        }))}
        onChoose={({ place }) => go(place)}
        onSubmit={() => {
          if (found[0]) go(found[0]);
        }}
        status={status}
      />
    </search>
  );
}
