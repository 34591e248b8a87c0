import { Quarantine } from '../../../../managers/quarantine/Quarantine.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function QuarantinePage({ params }: Props) {
  const { park } = await params;
  return <Quarantine park={decodeURIComponent(park)} />;
}
