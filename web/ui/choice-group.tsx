import { useId } from 'react';
import classes from './choice-group.module.css';

interface Props<Value extends string> {
  readonly legend: string;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  /** undefined = nothing is chosen yet. */
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
  /** Where the place says it already; screen readers still hear the legend. */
  readonly isLegendHidden?: boolean;
}

/** One of a few, all of them in sight. */
export function ChoiceGroup<Value extends string>(props: Props<Value>) {
  const { legend, choices, value, onChange, isLegendHidden = false } = props;
  const name = useId();
  return (
    <fieldset className={classes.group}>
      <legend className={isLegendHidden ? classes.hidden : classes.legend}>{legend}</legend>
      <div className={classes.choices}>
        {choices.map((choice) => (
          <label key={choice.value} className={classes.choice}>
            <input
              type="radio"
              name={name}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              className={classes.input}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
