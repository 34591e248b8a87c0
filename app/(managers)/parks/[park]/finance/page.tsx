import { Finance } from '../../../../managers/finance/Finance.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function FinancePage({ params }: Props) {
  const { park } = await params;
  return <Finance park={decodeURIComponent(park)} />;
}
