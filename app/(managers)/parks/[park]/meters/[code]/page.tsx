import { Meter } from '../../../../../managers/meter/Meter.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string; readonly code: string }>;
}

export default async function MeterPage({ params }: Props) {
  const { park, code } = await params;
  return <Meter park={decodeURIComponent(park)} code={decodeURIComponent(code)} />;
}
