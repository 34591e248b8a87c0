/** Three storeys of a park: roof, floors, and the one that is warm. */
export function Logo() {
  return (
    <svg width="26" height="26" viewBox="8 8 48 49" aria-hidden="true">
      <path d="M32 9 54 20 32 31 10 20Z" fill="var(--ink)" />
      <path d="M10 26.500 32 37.500l22-11v8L32 45.500 10 34.500Z" fill="var(--text-3)" />
      <path d="M10 41 32 52l22-11v4L32 56 10 45Z" fill="var(--load-5)" />
    </svg>
  );
}
