import { GroupReports } from '../../managers/reports/GroupReports.tsx';

export default function GroupReportsPage() {
  return <GroupReports />;
}
