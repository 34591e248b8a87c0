import { ParkReports } from '../../../../managers/reports/ParkReports.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function ReportsPage({ params }: Props) {
  const { park } = await params;
  return <ParkReports park={decodeURIComponent(park)} />;
}
