import { MyBill } from '../../MyBill.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string; readonly id: string }>;
}

export default async function MyBillPage({ params }: Props) {
  const { park, id } = await params;
  return <MyBill park={decodeURIComponent(park)} id={id} />;
}
