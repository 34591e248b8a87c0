import type { ReactNode } from 'react';
import { ParkFrame } from '../../../managers/ParkFrame.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
  readonly children: ReactNode;
}

export default async function ParkLayout({ params, children }: Props) {
  const { park } = await params;
  return <ParkFrame park={decodeURIComponent(park)}>{children}</ParkFrame>;
}
