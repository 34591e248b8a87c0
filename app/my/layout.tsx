import type { ReactNode } from 'react';
import { ChineseFont } from '../design/ChineseFont.tsx';
import { LiveProvider } from '../live/LiveProvider.tsx';
import { SessionProvider } from '../rpc/SessionProvider.tsx';

export default function MyLayout({ children }: { readonly children: ReactNode }) {
  return (
    <SessionProvider>
      <LiveProvider>
        <ChineseFont />
        {children}
      </LiveProvider>
    </SessionProvider>
  );
}
