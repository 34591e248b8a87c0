import { Observable, type OperatorFunction } from 'rxjs';

/**
 * Hands the source's items to one asynchronous step after the other, all that have gathered while the last step ran, at most `itemsMax` of
 * them: one item at a time when there is leisure, large batches under load. The source must be bounded by what is not yet acknowledged.
 * A step that fails fails the stream. Completes when the source has and nothing is left.
 */
export const gatherMap =
  <T, R>(step: (items: readonly T[]) => Promise<R>, itemsMax: number): OperatorFunction<T, R> =>
  (source) =>
    new Observable<R>((subscriber) => {
      let waiting: T[] = [];
      let busy = false;
      let ended = false;
      const turn = async (): Promise<void> => {
        busy = true;
        while (waiting.length > 0 && !subscriber.closed) {
          const items = waiting.length <= itemsMax ? waiting : waiting.slice(0, itemsMax);
          waiting = waiting.length <= itemsMax ? [] : waiting.slice(itemsMax);
          subscriber.next(await step(items));
        }
        busy = false;
        if (ended) subscriber.complete();
      };
      return source.subscribe({
        next: (item) => {
          waiting.push(item);
          if (!busy) turn().catch((fault: unknown) => subscriber.error(fault));
        },
        error: (fault: unknown) => subscriber.error(fault),
        complete: () => {
          ended = true;
          if (!busy) subscriber.complete();
        },
      });
    });
