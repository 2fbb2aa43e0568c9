/**
 * Node's types of `fetch` lack `cache`, which its `fetch` accepts and `src/http` sends. The declaration is the same as in the types of
 * the DOM, so that both can be present.
 */
interface RequestInit {
  cache?: 'default' | 'force-cache' | 'no-cache' | 'no-store' | 'only-if-cached' | 'reload';
}
