import { Purchase } from '../../../../managers/purchase/Purchase.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function PurchasePage({ params }: Props) {
  const { park } = await params;
  return <Purchase park={decodeURIComponent(park)} />;
}
