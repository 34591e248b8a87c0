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
  type ShownPhoto,
} from '../../rpc/installations.ts';

/** What the person confirms: the very form that was checked. */
export interface Planned {
  readonly change: ChangeForm;
  readonly plan: ChangePlan;
}

interface Ends {
  readonly done: () => void;
  /** The server keeps a photo no more: nothing was changed. */
  readonly photosGone: () => void;
}

/** The two steps of a change: look at what will happen, then do it. */
export const useChange = (of: Omit<AskedChange, 'change'>, { done, photosGone }: Ends) => {
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
    const others = found.filter(({ path }) => path !== 'photos');
    if (others.length < found.length) photosGone();
    if (others.length > 0) setPlanned(null);
    setFaults(others);
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
    go: ({ change }: Planned, photos: readonly ShownPhoto[]) =>
      doing(async () => {
        const answer = await changeInstallation({ ...of, change, photos });
        if (answer.type === 'refused') return refused(answer.faults);
        done();
      }),
    back: () => setPlanned(null),
  };
};
