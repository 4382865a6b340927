import { useId } from 'react';
import { Checkbox } from './checkbox.tsx';
import classes from './checkbox-group.module.css';

interface Props<Value extends string> {
  readonly legend: string;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly value: readonly Value[];
  readonly onChange: (value: readonly Value[]) => void;
  readonly error?: string | undefined;
}

/** Any number out of a few. */
export function CheckboxGroup<Value extends string>({ legend, choices, value, onChange, error }: Props<Value>) {
  const id = useId();
  const toggle = (item: Value, isChosen: boolean) =>
    onChange(choices.map((choice) => choice.value).filter((one) => (one === item ? isChosen : value.includes(one))));
  return (
    <fieldset className={classes.group} aria-describedby={error === undefined ? undefined : id}>
      <legend className={classes.legend}>{legend}</legend>
      {choices.map((choice) => (
        <Checkbox
          key={choice.value}
          checked={value.includes(choice.value)}
          onChange={(isChosen) => toggle(choice.value, isChosen)}
        >
          {choice.label}
        </Checkbox>
      ))}
      {error !== undefined && (
        <p id={id} className={classes.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
