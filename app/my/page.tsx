import { My } from './My.tsx';

export default function MyPage() {
  return <My />;
}
