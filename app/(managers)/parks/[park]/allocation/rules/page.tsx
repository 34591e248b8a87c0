import { Rules } from '../../../../../managers/allocation/Rules.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function RulesPage({ params }: Props) {
  const { park } = await params;
  return <Rules park={decodeURIComponent(park)} />;
}
