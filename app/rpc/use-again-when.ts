import { useEffect, useRef } from 'react';

/** Asks again when what a board says has changed, keeping what is shown meanwhile. */
export const useAgainWhen = (sign: string, again: (() => void) | null): void => {
  const last = useRef(sign);
  useEffect(() => {
    if (again === null || last.current === sign) return;
    last.current = sign;
    again();
  }, [sign, again]);
};
