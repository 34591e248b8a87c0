import { AlarmPage } from '../../../../../managers/alarms/AlarmPage.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string; readonly alarm: string }>;
}

export default async function OneAlarmPage({ params }: Props) {
  const { park, alarm } = await params;
  return <AlarmPage park={decodeURIComponent(park)} id={decodeURIComponent(alarm)} />;
}
