'use client';

import { useState } from 'react';
import { failureOf } from '../rpc/client.ts';
import { useWords } from '../words/use-words.ts';

/** An act of a person on its way to the server. `go` does it and answers what stands against it, or null where it is done. */
export const useSend = () => {
  const t = useWords();
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const send = async (go: () => Promise<string | null>): Promise<void> => {
    setSending(true);
    try {
      setFault(await go());
    } catch (error) {
      setFault(t(`failed.${failureOf(error)}`));
    } finally {
      setSending(false);
    }
  };
  return { sending, fault, send };
};
