import { Alarms } from '../../../../managers/alarms/Alarms.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function AlarmsPage({ params }: Props) {
  const { park } = await params;
  return <Alarms park={decodeURIComponent(park)} />;
}
