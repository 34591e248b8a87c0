import { Field } from './Field.tsx';
import { type Choices, Select } from './Select.tsx';

/** One of a few in a form. */
export function PickField({ label, ...choices }: Choices & { readonly label: string }) {
  return <Field label={label}>{(id) => <Select id={id} {...choices} />}</Field>;
}
