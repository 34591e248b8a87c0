import { Change } from '../../../../../../managers/installation/Change.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string; readonly code: string }>;
}

export default async function ChangePage({ params }: Props) {
  const { park, code } = await params;
  return <Change park={decodeURIComponent(park)} code={decodeURIComponent(code)} />;
}
