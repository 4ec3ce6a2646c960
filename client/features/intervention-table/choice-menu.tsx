import { Disclosure } from "../../ui/disclosure.tsx";
import { Icon } from "../../ui/icon.tsx";

interface ChoiceMenuProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly { readonly value: Value; readonly text: string }[];
  readonly chosen: readonly Value[];
  readonly onChange: (chosen: Value[]) => void;
}

/** Some of a closed list, behind a button that says how many. */
export function ChoiceMenu<Value extends string>({
  label,
  choices,
  chosen,
  onChange,
}: ChoiceMenuProps<Value>) {
  return (
    <Disclosure
      className="table-menu"
      buttonClassName={`button button-small ${chosen.length > 0 ? "table-chosen" : ""}`}
      button={
        <>
          {label}
          {chosen.length > 0 && <span className="table-badge">{chosen.length}</span>}
          <Icon name="down" size={14} />
        </>
      }
    >
      {() => (
        <fieldset>
          <legend className="visually-hidden">{label}</legend>
          {choices.map(({ value, text }) => (
            <label key={value} className="table-choice">
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={(event) =>
                  onChange(
                    // In the order of the list, so that one link stands for one choice.
                    choices
                      .map((choice) => choice.value)
                      .filter((one) => (one === value ? event.target.checked : chosen.includes(one))),
                  )
                }
              />
              {text}
            </label>
          ))}
        </fieldset>
      )}
    </Disclosure>
  );
}
