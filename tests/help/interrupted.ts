/** A store whose user is interrupted, at whatever it asks. */
import type { Store } from "../../server/store/store.ts";

/** The store, but that something else is done before what is asked of it for the `at`th time. */
export function interrupted(store: Store, at: number, otherwise: () => Promise<unknown>): Store {
  let asked = 0;
  return new Proxy(store, {
    get: (target, name) => {
      const own: unknown = Reflect.get(target, name, target);
      if (typeof own !== "function") return own;
      return async (...given: unknown[]) => {
        if (asked++ === at) await otherwise();
        return own.apply(target, given) as unknown;
      };
    },
  });
}
