/**
 * Node's types of `fetch` leave out `cache`, which its `fetch` takes and which `src/http` sends. As in the DOM's types, so
 * that both can be there.
 */
interface RequestInit {
  cache?: 'default' | 'force-cache' | 'no-cache' | 'no-store' | 'only-if-cached' | 'reload';
}
