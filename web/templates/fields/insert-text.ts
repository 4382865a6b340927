/**
 * Puts a text where the cursor of a control is, over what is selected there, as if it were typed: React hears of it.
 * @param atEnd nobody has been in the control yet, so that its cursor says nothing
 */
export function insertText(control: HTMLInputElement | HTMLTextAreaElement, text: string, atEnd: boolean): void {
  const end = control.value.length;
  const [from, to] = atEnd ? [end, end] : [control.selectionStart ?? end, control.selectionEnd ?? end];
  control.focus();
  control.setRangeText(text, from, to, 'end');
  control.dispatchEvent(new Event('input', { bubbles: true }));
}
