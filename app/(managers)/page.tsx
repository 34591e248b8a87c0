import { Parks } from '../managers/Parks.tsx';

export default function ParksPage() {
  return <Parks />;
}
