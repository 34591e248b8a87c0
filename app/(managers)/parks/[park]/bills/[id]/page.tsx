import { BillPage } from '../../../../../managers/bills/BillPage.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string; readonly id: string }>;
}

export default async function OneBillPage({ params }: Props) {
  const { park, id } = await params;
  return <BillPage park={decodeURIComponent(park)} id={id} />;
}
