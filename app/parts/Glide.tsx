'use client';

import { useLayoutEffect, useRef, useState } from 'react';
import type { Yuan } from '#domain/board/board.ts';
import { fen, yuanFromFen } from '#domain/units/money.ts';
import { fenOf, yuanGrouped } from '../format/money.ts';
import { inScale, type Scale } from '../format/quantity.ts';
import { motion, STEP_MS } from './motion.ts';

const GLIDE_MS = 300;

interface NumberProps {
  readonly value: number;
  readonly scale: Scale;
}

/** A figure that glides to its new value: the eye sees that it changed, and which way. */
export function GlideNumber({ value, scale }: NumberProps) {
  const place = useGlide(value, mixNumbers, (shown) => inScale(shown, scale));
  const first = useFirstText(inScale(value, scale));
  return <span ref={place}>{first}</span>;
}

/** As GlideNumber, in whole fen: what it rests on is the server's text, to the digit. */
export function GlideYuan({ yuan }: { readonly yuan: Yuan }) {
  const target = fenOf(yuan);
  const place = useGlide<bigint>(target, mixFen, (shown) => yuanGrouped(shown === target ? yuan : yuanFromFen(fen(shown))));
  const first = useFirstText(yuanGrouped(yuan));
  return <span ref={place}>{first}</span>;
}

/** What the server draws. Never changed: from then on the glide writes. */
const useFirstText = (text: string): string => useState(text)[0];

const mixNumbers = (from: number, to: number, share: number): number => from + (to - from) * share;

const mixFen = (from: bigint, to: bigint, share: number): bigint => from + ((to - from) * BigInt(Math.round(share * 1_000))) / 1_000n;

/** Writes the text itself: a glide is ten steps, and none of them is React's business. */
const useGlide = <T extends number | bigint>(target: T, mix: (from: T, to: T, share: number) => T, textOf: (shown: T) => string) => {
  const place = useRef<HTMLSpanElement>(null);
  const shown = useRef<T | null>(null);
  const text = useRef(textOf);
  text.current = textOf;

  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const show = (value: T) => {
      shown.current = value;
      write(element, text.current(value));
    };
    const from = shown.current;
    if (from === null || from === target || document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches) {
      show(target);
      return;
    }
    let start: number | null = null;
    const mover = (time: number) => {
      start ??= time - STEP_MS;
      const share = Math.min(1, (time - start) / GLIDE_MS);
      show(share === 1 ? target : mix(from, target, 1 - (1 - share) ** 3));
      return share < 1;
    };
    motion.start(mover);
    return () => motion.stop(mover);
  }, [target, mix]);

  // A new scale or language changes the text of a value that rests.
  useLayoutEffect(() => {
    if (place.current && shown.current !== null) write(place.current, textOf(shown.current));
  });
  return place;
};

/** A step that changes no digit changes nothing, and one that does changes the text in its place: the rest of the page is not laid out for it. */
const write = (element: HTMLSpanElement, text: string): void => {
  const { firstChild } = element;
  if (!(firstChild instanceof Text)) element.textContent = text;
  else if (firstChild.data !== text) firstChild.data = text;
};
