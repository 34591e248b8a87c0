import { Bills } from '../../../../managers/bills/Bills.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function BillsPage({ params }: Props) {
  const { park } = await params;
  return <Bills park={decodeURIComponent(park)} />;
}
