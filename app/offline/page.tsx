import { ChineseFont } from '../design/ChineseFont.tsx';
import { Offline } from './Offline.tsx';

/** What the service worker shows in place of a page it cannot reach (public/sw.js). */
export default function OfflinePage() {
  return (
    <>
      <ChineseFont />
      <Offline />
    </>
  );
}
