'use client';

import { useState } from 'react';
import { type Failure, failureOf } from '../../rpc/client.ts';
import {
  type AskedChange,
  type ChangeFault,
  type ChangeForm,
  type ChangePlan,
  changeInstallation,
  previewChange,
} from '../../rpc/installations.ts';

/** What the person confirms: the very form that was checked. */
export interface Planned {
  readonly change: ChangeForm;
  readonly plan: ChangePlan;
}

/** The two steps of a change: look at what will happen, then do it. */
export const useChange = (of: Omit<AskedChange, 'change'>, onDone: () => void) => {
  const [planned, setPlanned] = useState<Planned | null>(null);
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<readonly ChangeFault[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const doing = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  const refused = (found: readonly ChangeFault[]) => {
    setPlanned(null);
    setFaults(found);
  };
  return {
    planned,
    busy,
    faults,
    failure,
    setFaults,
    look: (change: ChangeForm) =>
      doing(async () => {
        const answer = await previewChange({ ...of, change });
        if (answer.type === 'refused') return refused(answer.faults);
        setFaults([]);
        setPlanned({ change, plan: answer });
      }),
    go: ({ change }: Planned) =>
      doing(async () => {
        const answer = await changeInstallation({ ...of, change });
        if (answer.type === 'refused') return refused(answer.faults);
        onDone();
      }),
    back: () => setPlanned(null),
  };
};
