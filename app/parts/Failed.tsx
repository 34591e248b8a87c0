'use client';

import type { Failure } from '../rpc/client.ts';
import { useWords } from '../words/use-words.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

interface Props {
  readonly failure: Failure;
  readonly again: () => void;
}

/** A question that was not answered: why, and what to do. */
export function Failed({ failure, again }: Props) {
  const t = useWords();
  return (
    <Notice title={t(`failed.${failure}`)} text={t(`failedNext.${failure}`)}>
      <Button onPress={again}>{t('failedAgain')}</Button>
    </Notice>
  );
}
