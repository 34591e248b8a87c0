import { Suspense } from 'react';
import { MyWhy } from './MyWhy.tsx';

export default function MyWhyPage() {
  return (
    <Suspense>
      <MyWhy />
    </Suspense>
  );
}
