'use client';

import { type RefObject, useEffect, useState } from 'react';

/** The inside of an element in CSS px, and how many of them one rem has; null until it has a size. */
export interface Room {
  readonly width: number;
  readonly height: number;
  readonly rem: number;
}

export const useBox = (place: RefObject<HTMLElement | null>): Room | null => {
  const [room, setRoom] = useState<Room | null>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      const rem = Number(getComputedStyle(document.documentElement).fontSize.replace('px', ''));
      setRoom((before) => (before?.width === width && before.height === height && before.rem === rem ? before : { width, height, rem }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return room && room.width > 40 && room.height > 40 ? room : null;
};
