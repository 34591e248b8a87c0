import { Quarantine } from '../../../../managers/Quarantine.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function QuarantinePage({ params }: Props) {
  const { park } = await params;
  return <Quarantine park={decodeURIComponent(park)} />;
}
